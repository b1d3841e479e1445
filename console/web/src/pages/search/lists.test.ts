import { describe, expect, it } from 'vitest'
import { heldAgainst, mayBring, mayDrop, takenAlong, typeOf } from './lists'

describe('a list', () => {
  it('is sent as what its name says', () => {
    expect([typeOf('a.CSV'), typeOf('a.ndjson'), typeOf('a')]).toEqual(['text/csv', 'application/x-ndjson', 'application/octet-stream'])
    expect(typeOf('名单.xlsx')).toContain('spreadsheetml')
  })

  it('is brought in by analysts and taken back by supervisors', () => {
    expect([mayBring(['OPERATOR']), mayBring(['ANALYST']), mayDrop(['ANALYST']), mayDrop(['SUPERVISOR'])]).toEqual([false, true, false, true])
  })

  it('of suspects is asked for as they are narrowed', () => {
    expect(takenAlong('xlsx', ' 622 ', ['account', 'phone'])).toBe('/api/suspects/export?format=xlsx&q=622&kinds=account%2Cphone')
    expect(takenAlong('csv', '', [], ['RED'])).toBe('/api/suspects/export?format=csv&colours=RED')
  })

  it('that was held against what is known is told line by line, and not without end', () => {
    const hit = { line: 2, entry: '138', hits: [{ subject: { display: '+86 138' } }], listed: [{ on: [{ list: 'old' }] }] }
    const screened = { rows: 40, entries: 40, known: 40, hits: Array.from({ length: 40 }, () => hit), faults: [] }
    const told = heldAgainst(screened as never, (name, filling) => `${name} ${Object.values(filling).join(' ')}`).split('\n')

    expect(told[0]).toBe('knownOf 40 40')
    expect(told[1]).toBe('lineHit 2 138 +86 138、old')
    expect(told).toHaveLength(32)
  })
})
