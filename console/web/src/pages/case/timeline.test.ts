import { describe, expect, it } from 'vitest'
import { KNOWN_FACTS, lines, type Fact } from './timeline'
import { en } from './en'
import { zh } from './zh'
import type { Schemas } from '@/api/client'

const order = { number: '20261120011240123000000000000001', kind: 'STOP_PAYMENT', orderedAt: '2026-11-20T02:03:21.000Z', institution: 'bocom', target: { is: 'account', display: '6222 6066 9764 8039 373' } } as Schemas['Order']

function fact(type: string, at: string, event: object = {}, actor = 'suqing'): Fact {
  return { position: at, caseId: 'QY-261120-0029', version: 1, type, at, actor, hash: '', previousHash: '', schema: 1, rulebook: '', event: { caseId: 'QY-261120-0029', ...event } } as Fact
}

describe('the timeline of a case', () => {
  it('is told newest first', () => {
    const told = lines([fact('ReportFiled', '2026-11-20T02:02:19Z'), fact('CaseFiled', '2026-11-20T03:00:00Z', { policeCaseNumber: 'A1' })], [])

    expect(told.map(line => line.says)).toEqual(['CaseFiled', 'ReportFiled'])
    expect(told[0]!.word).toBe('A1')
  })

  it('makes one line of the orders that left in one act', () => {
    const at = '2026-11-20T02:03:21Z'
    const told = lines([fact('OrderIssued', at), fact('OrderIssued', at), fact('OrderIssued', at, {}, 'other'), fact('OrderIssued', '2026-11-20T02:03:25Z')], [])

    expect(told.map(line => line.count ?? 1)).toEqual([1, 1, 2])
  })

  it('says who, how much and how long of an answer', () => {
    const done = fact('OrderDone', '2026-11-20T02:03:23Z', { orderId: order.number, receipt: { at: '2026-11-20T02:03:22.900Z', held: { amount: '412000.00', currency: 'CNY' } } })

    expect(lines([done], [order])[0]).toMatchObject({ institution: 'bocom', kind: 'STOP_PAYMENT', amount: '412000.00', currency: 'CNY', tookMs: 1900, heavy: true })
  })

  it('keeps what it does not know, and what was erased', () => {
    const told = lines([fact('SomethingNew', '2026-11-20T02:03:23Z'), { ...fact('OrderDone', '2026-11-20T02:03:24Z'), event: undefined } as unknown as Fact], [])

    expect(told.map(line => [line.says, line.main])).toEqual([
      ['OrderDone', true],
      ['SomethingNew', true],
    ])
  })

  it('has words for everything it knows, in both languages', () => {
    for (const type of KNOWN_FACTS) {
      expect(Object.keys(zh.fact), type).toContain(type)
      expect(Object.keys(en.fact), type).toContain(type)
    }
  })
})
