import { describe, expect, it } from 'vitest'
import type { Schemas } from '@/api/client'
import { newDraft, newLure, newPayment, type Draft } from './draft'
import { everybodyKnown, join, likenessOf } from './known'

type Case = Schemas['Case']
type Suspect = Schemas['Suspect']

const subject = (digits: string): Schemas['Subject'] => ({ is: 'account', key: `account:${digits}`, display: `${digits} (ICBC)`, typed: digits })
const suspect = (digits: string, more: Partial<Suspect> = {}): Suspect =>
  ({
    subject: subject(digits), names: [], match: { why: 'EXACT', says: '', known: digits }, colour: 'BLUE', reasons: [], reports: 1, victims: 1, money: [],
    firstAt: '2026-11-20T01:00:00Z', lastAt: '2026-11-20T01:00:00Z', orders: [], holdStands: false, cases: ['QY-261120-0001'], protectedBecause: null, ...more,
  }) as Suspect
const now = Date.parse('2026-11-20T09:00:00Z')
const other = (more: Partial<Case> = {}): Case =>
  ({
    caseId: 'QY-261120-0057', version: 9, status: 'REPORTED', asOf: '2026-11-20T08:59:00Z',
    report: { caller: { name: '女儿', phone: '139 6799 0123' }, via: '', kind: '', said: '', language: 'zh', receivedAt: '2026-11-20T07:58:00Z', victimOnLineWithFraudster: false },
    payments: [{ payee: subject('6222028245915102258'), amount: '20000.00', currency: 'CNY', left: true }],
    lures: [{ is: 'phone', key: 'phone:+8617012349999', display: '170 1234 9999', typed: '170 1234 9999' }], orders: [], sums: [], objection: '', ...more,
  }) as Case
function form(account: string, amount: string, phone = ''): Draft {
  return { ...newDraft(), callerPhone: phone, payments: [{ ...newPayment('hand'), payeeAccount: account, amount }] }
}

describe('who is known', () => {
  it('is told once each, the thing itself before what resembles it, the heavier before the lighter', () => {
    const hits = [suspect('1', { match: { why: 'DIGIT_WRONG', says: '', known: '1' }, colour: 'RED' }), suspect('2'), suspect('3', { colour: 'RED' }), suspect('2')]
    expect(everybodyKnown([{ hits }], undefined).map(one => one.subject.key)).toEqual(['account:3', 'account:2', 'account:1'])
  })

  it('is nobody when only this case names it', () => {
    expect(everybodyKnown([{ hits: [suspect('2')] }], 'QY-261120-0001')).toEqual([])
    expect(everybodyKnown([{ hits: [suspect('2', { reports: 2 })] }], 'QY-261120-0001')).toHaveLength(1)
  })
})

describe('a case of the last day', () => {
  it('may be the same when it tells of the same payment, however the account is written', () => {
    expect(likenessOf(form('6222 0282 4591 5102 258', '20000'), other(), now)).toEqual({ is: 'payment', amount: '20000.00', currency: 'CNY' })
    expect(likenessOf(form('6222 0282 4591 5102 258', '20001'), other(), now)).toBeUndefined()
  })

  it('may be the same when the same number calls', () => {
    expect(likenessOf(form('1', '1', '13967990123'), other(), now)).toEqual({ is: 'caller' })
    expect(likenessOf(form('1', '1', '139'), other(), now)).toBeUndefined()
  })

  it('is not asked about again, nor when it is old, closed, or this one', () => {
    const same = form('6222028245915102258', '20000')
    expect(likenessOf({ ...same, notTheSame: ['QY-261120-0057'] }, other(), now)).toBeUndefined()
    expect(likenessOf({ ...same, caseId: 'QY-261120-0057' }, other(), now)).toBeUndefined()
    expect(likenessOf(same, other({ status: 'CLOSED' }), now)).toBeUndefined()
    expect(likenessOf(same, other(), now + 25 * 3600 * 1000)).toBeUndefined()
  })

  it('takes the form in: what it has is not sent again, each payment once, the rest is an addition', () => {
    const draft = form('6222028245915102258', '20000')
    draft.payments.push({ ...newPayment('hand'), payeeAccount: '6222028245915102258', amount: '20000.00' }, { ...newPayment('hand'), payeeAccount: '9', amount: '5' })
    draft.lures.push(newLure('phone', '17012349999', 'hand'), newLure('phone', '17000000002', 'hand'))
    join(draft, other())
    expect(draft.caseId).toBe('QY-261120-0057')
    expect(draft.payments.map(line => line.sent)).toEqual([true, false, false])
    expect(draft.lures.map(line => line.sent)).toEqual([true, false])
  })
})
