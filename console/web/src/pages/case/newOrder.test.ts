import { describe, expect, it } from 'vitest'
import type { Case } from './calls'
import { kindsFor, newOrder, orderable } from './newOrder'

const account = { is: 'account', key: 'account:1', display: '6222 0211 (ICBC) 贾明轩', typed: '6222 0211' } as const
const phone = { is: 'phone', key: 'phone:1', display: '139 0000 0031', typed: '13900000031' } as const
const person = { is: 'person', key: 'person:1', display: '贾明轩', typed: '贾明轩' } as const
const paid = { payee: account, payeeName: '贾明轩', amount: '300.00', currency: 'CNY', left: true }
const file = { payments: [paid, { ...paid, amount: '200.00' }], lures: [phone, person, { ...phone }] } as unknown as Case

describe('an order on what a case names', () => {
  it('can be about each account, number and link once, and about nothing that nobody can act on', () => {
    expect(orderable(file).map(one => one.subject.key)).toEqual(['account:1', 'phone:1'])
    expect(kindsFor(person)).toEqual([])
  })

  it('names what was typed, and its sum where money is to be held', () => {
    const [first, second] = orderable(file)
    expect(newOrder(first!, 'STOP_PAYMENT', '1,300.00', '新线索')).toEqual({
      kind: 'STOP_PAYMENT',
      target: { account: '6222 0211', name: '贾明轩' },
      amount: '1300.00',
      currency: 'CNY',
      reason: '新线索',
    })
    expect(newOrder(first!, 'WATCH', '1', '新线索')).toEqual({ kind: 'WATCH', target: { account: '6222 0211', name: '贾明轩' }, reason: '新线索' })
    expect(newOrder(second!, 'SUSPEND_NUMBER', '', '来电')).toEqual({ kind: 'SUSPEND_NUMBER', target: { phone: '13900000031' }, reason: '来电' })
    expect(newOrder(second!, 'STOP_PAYMENT', '1', '来电')).toBeUndefined()
  })
})
