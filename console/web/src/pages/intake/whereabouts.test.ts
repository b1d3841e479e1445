import { describe, expect, it } from 'vitest'
import type { Schemas } from '@/api/client'
import { stoppedOf, whereaboutsOf } from './whereabouts'

type Order = Schemas['Order']
const order = (state: Order['state'], amount: string, held?: string, kind: Order['kind'] = 'STOP_PAYMENT', key = 'account:1'): Order =>
  ({
    number: '1', kind, state, amount, currency: 'CNY', target: { is: 'account', key, display: '', typed: '' }, reason: '', authority: '',
    orderedAt: '2026-11-20T08:00:00Z', answerDueAt: '2026-11-20T08:05:00Z', overdue: false, answeredAt: '2026-11-20T08:00:02Z',
    ...(held ? { hold: { stands: true, amount: held, currency: 'CNY', startsAt: '2026-11-20T08:00:02Z', endsAt: '2026-11-22T08:00:02Z' } } : {}),
  }) as Order
const sums = (reported: string, held: string): Schemas['Sum'][] => [{ currency: 'CNY', reported, notYetLeft: '0.00', held }]

describe('where the money is', () => {
  it('is held, chased or not caught, and that is all of it', () => {
    const orders = [order('DONE', '20000.00', '20000.00'), order('TAKEN', '45001.50'), order('DONE', '49999.00', '31206.40')]
    expect(whereaboutsOf(sums('115000.50', '51206.40'), orders)).toEqual([{ currency: 'CNY', reported: '115000.50', held: '51206.40', chasing: '45001.50', lost: '18792.60' }])
  })

  it('is chased on while an order goes after it down the chain', () => {
    const orders = [order('DONE', '30000.00', '11207.40'), order('ISSUED', '18792.60', undefined, 'PROLONG')]
    expect(whereaboutsOf(sums('30000.00', '11207.40'), orders)).toMatchObject([{ chasing: '18792.60', lost: '0.00' }])
  })

  it('is chased by nobody when the order never left', () => {
    expect(whereaboutsOf(sums('100.00', '0.00'), [order('NOT_ISSUED', '100.00')])).toMatchObject([{ chasing: '0.00', lost: '100.00' }])
  })

  it('is never chased for more than was reported', () => {
    expect(whereaboutsOf(sums('100.00', '40.00'), [order('ISSUED', '100.00')])).toMatchObject([{ chasing: '60.00', lost: '0.00' }])
  })

  it('is told of each currency by itself', () => {
    const dollars = { currency: 'USD', reported: '90.00', notYetLeft: '0.00', held: '0.00' }
    const orders = [order('DONE', '100.00', '40.00'), { ...order('ISSUED', '50.00'), currency: 'USD' }]
    expect(whereaboutsOf([...sums('100.00', '40.00'), dollars], orders)).toMatchObject([{ currency: 'CNY', held: '40.00', chasing: '0.00', lost: '60.00' }, { currency: 'USD', held: '0.00', chasing: '50.00', lost: '40.00' }])
  })

  it('stops a clock when all of it is held, and says when only a part is', () => {
    expect(stoppedOf('account:1', 'CNY', [order('DONE', '100.00', '100.00')]).is).toBe('stopped')
    expect(stoppedOf('account:1', 'CNY', [order('DONE', '100.00', '40.00')]).is).toBe('partly')
    expect(stoppedOf('account:1', 'CNY', [order('DONE', '100.00', '0.00')]).is).toBe('')
    expect(stoppedOf('account:2', 'CNY', [order('DONE', '100.00', '100.00')]).is).toBe('')
    expect(stoppedOf('account:1', 'USD', [order('DONE', '100.00', '100.00')]).is).toBe('')
  })
})
