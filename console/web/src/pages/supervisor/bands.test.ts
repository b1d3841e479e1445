import { describe, expect, it } from 'vitest'
import type { Approval, OfCase } from '@/api/board'
import { bands, endsCut, isGrave, standing, tailFits } from './bands'

const now = Date.parse('2026-11-20T08:00:00Z')

function hold(caseId: string, minutes: number): OfCase {
  return { caseId, order: { hold: { stands: true, startsAt: '', endsAt: new Date(now + minutes * 60_000).toISOString() } } } as unknown as OfCase
}

function approval(more: object = {}): Approval {
  return {
    caseId: 'QY-261119-0031',
    may: false,
    papersMissing: [],
    order: { kind: 'FREEZE', requestedBy: 'duan', target: { is: 'account', display: '6228 4800 0000 0917' } },
    ...more,
  } as unknown as Approval
}

describe('holds about to end', () => {
  it('stand in one band each, the soonest first, and what is over is the most urgent', () => {
    const sorted = bands([hold('d', 700), hold('c', 61), hold('b', 60), hold('a', -1), hold('far', 721)], now)

    expect(sorted.map(band => band.holds.map(one => one.caseId))).toEqual([['a', 'b'], ['c'], ['d']])
  })
})

describe('an approval', () => {
  it('says why it is locked', () => {
    expect(standing(approval({ may: true }), 'han')).toBe('open')
    expect(standing(approval(), 'duan')).toBe('own')
    expect(standing(approval({ papersMissing: ['freeze-notice'] }), 'han')).toBe('papers')
    expect(standing(approval(), 'han')).toBe('not-you')
  })

  it('that is grave wants the last four digits', () => {
    const { order } = approval()
    expect(isGrave(order)).toBe(true)
    expect(tailFits(order, ' 0917 ')).toBe(true)
    expect(tailFits(order, '0918')).toBe(false)
    expect(tailFits(order, '')).toBe(false)
    const named = { target: { ...order.target, display: '6228 4800 0000 0917 (BANK24) 3号店' } }
    expect(tailFits(named, '0917')).toBe(true)
    expect(tailFits(named, '0243')).toBe(false)
  })
  it('knows what would switch a number or a link on again', () => {
    expect(['RESTORE_NUMBER', 'LIFT'].every(kind => endsCut({ kind } as Approval['order']))).toBe(true)
    expect(['FREEZE', 'BLOCK_LINK', 'UNFREEZE'].some(kind => endsCut({ kind } as Approval['order']))).toBe(false)
  })
})
