import { describe, expect, it } from 'vitest'
import type { Schemas } from '@/api/client'
import { actsOn, fates, msToHold } from './figures'

function order(kind: string, state: string, more: object = {}): Schemas['Order'] {
  return { number: '1', kind, state, currency: 'CNY', orderedAt: '2026-11-20T02:03:21Z', ...more } as unknown as Schemas['Order']
}
const sums = (reported: string, held: string) => [{ currency: 'CNY', reported, notYetLeft: '0.00', held }]

describe('what became of the money', () => {
  it('is held, chased or lost, and all of it together what was reported', () => {
    const file = { sums: sums('980000.00', '862000.00'), orders: [order('STOP_PAYMENT', 'ON_DESK', { amount: '68000.00' }), order('STOP_PAYMENT', 'DONE', { amount: '1.00' })] }

    expect(fates(file)[0]).toMatchObject({ held: '862000.00', chasing: '68000.00', lost: '50000.00', shares: [87.9, 6.9, 5.1] })
  })

  it('is never more than was reported', () => {
    const file = { sums: sums('100.00', '5000.00'), orders: [order('STOP_PAYMENT', 'ISSUED', { amount: '900.00' })] }

    expect(fates(file)[0]).toMatchObject({ held: '100.00', chasing: '0.00', lost: '0.00' })
  })

  it('is told of each currency by itself', () => {
    const file = { sums: [...sums('100.00', '40.00'), { currency: 'USD', reported: '9.00', notYetLeft: '0.00', held: '2.00' }], orders: [order('STOP_PAYMENT', 'ISSUED', { amount: '5.00', currency: 'USD' })] }

    expect(fates(file).map(one => [one.currency, one.held, one.chasing, one.lost])).toEqual([['CNY', '40.00', '0.00', '60.00'], ['USD', '2.00', '5.00', '2.00']])
  })

  it('is nothing behind a wall', () => {
    expect(fates({ sums: [], orders: [] })).toEqual([])
  })
})

describe('the time to the first hold', () => {
  const report = { receivedAt: '2026-11-20T02:02:19Z' } as Schemas['Case']['report']

  it('counts money alone, not cuts and not empty accounts', () => {
    const hold = (amount: string | undefined, startsAt: string) => ({ hold: { stands: true, startsAt, endsAt: startsAt, ...(amount ? { amount } : {}) } })
    const orders = [
      order('SUSPEND_NUMBER', 'DONE', hold(undefined, '2026-11-20T02:02:30Z')),
      order('STOP_PAYMENT', 'DONE', hold('0.00', '2026-11-20T02:02:40Z')),
      order('STOP_PAYMENT', 'DONE', hold('5.00', '2026-11-20T02:03:23Z')),
    ]

    expect(msToHold({ report: report!, orders })).toBe(64_000)
    expect(msToHold({ report: report!, orders: [] })).toBeUndefined()
  })
})

describe('what may be done about an order', () => {
  it('goes by what it left standing', () => {
    const hold = { hold: { stands: true, amount: '5.00', startsAt: '', endsAt: '' } }

    expect(actsOn(order('STOP_PAYMENT', 'DONE', hold))).toContain('freeze')
    expect(actsOn(order('FREEZE', 'DONE', hold))).toContain('renew')
    expect(actsOn(order('SUSPEND_NUMBER', 'DONE', { hold: { stands: true } }))).not.toContain('freeze')
    expect(actsOn(order('STOP_PAYMENT', 'ISSUED'))).toContain('callBack')
    expect(actsOn(order('FREEZE', 'REQUESTED'))).toEqual(['attach'])
    expect(actsOn(order('STOP_PAYMENT', 'REFUSED'))).toEqual(['attach'])
  })
})
