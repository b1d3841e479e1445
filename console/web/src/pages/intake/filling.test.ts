import { describe, expect, it } from 'vitest'
import type { Schemas } from '@/api/client'
import { newDraft, newPayment } from './draft'
import { bareSums, dismissPayment, fill, luresIn, paymentsIn } from './filling'

type Piece = Schemas['Piece']

/** The pieces that the house finds, named by how they stand in the text. */
function read(text: string, found: Record<string, Partial<Piece>>): Piece[] {
  return Object.entries(found).map(([words, piece]) => {
    const start = text.indexOf(words)
    expect(start, words).toBeGreaterThanOrEqual(0)
    return { is: 'subject', start, end: start + words.length, text: words, doubts: [], hits: [], ...piece } as Piece
  })
}
const account = (digits: string): Partial<Piece> => ({ is: 'subject', subject: { is: 'account', key: `account:${digits.replaceAll(' ', '')}`, display: digits, typed: digits } })
const phone = (number: string): Partial<Piece> => ({ is: 'subject', subject: { is: 'phone', key: `phone:+86${number.replace(/\D/g, '')}`, display: number, typed: number } })
const sum = (amount: string): Partial<Piece> => ({ is: 'sum', sum: { amount, currency: 'CNY' } })
const time = (at: string): Partial<Piece> => ({ is: 'time', at, precision: 'MINUTE' })

const story = '一共转了五笔给三个人。15:10 工行 6222 0282 4591 5102 258 周志强 2万；15:16:40 建行 6217 0017 1521 3350 586 黄文斌 3万，15:21:02 再 19999；来电 170 1234 9999'
const found = () => {
  const pieces = read(story, {
    '15:10': time('2026-11-20T07:10:00Z'),
    '6222 0282 4591 5102 258': account('6222 0282 4591 5102 258'),
    '2万': sum('20000.00'),
    '15:16:40': time('2026-11-20T07:16:40Z'),
    '6217 0017 1521 3350 586': account('6217 0017 1521 3350 586'),
    '3万': sum('30000.00'),
    '15:21:02': time('2026-11-20T07:21:02Z'),
    '170 1234 9999': phone('170 1234 9999'),
  })
  return [...pieces, ...bareSums(story, pieces)]
}

describe('a pasted text', () => {
  it('fills payments: each sum to the account before it, at the time before it, to the name beside it', () => {
    expect(paymentsIn(story, found()).payments.map(one => [one.account.display.slice(-3), one.bank, one.name, one.amount, one.at.slice(11, 16)])).toEqual([
      ['258', '工行', '周志强', '20000.00', '07:10'],
      ['586', '建行', '黄文斌', '30000.00', '07:16'],
      ['586', '建行', '黄文斌', '19999.00', '07:21'],
    ])
  })

  it('proposes a bare figure as a sum only where money is told of', () => {
    expect(bareSums(story, found().filter(piece => piece.text !== '19999')).map(piece => piece.text)).toEqual(['19999'])
    expect(bareSums('工号 60432，我今年 45 岁，住 1203 室', [])).toEqual([])
    expect(bareSums('又转 8,000.5 过去', []).map(piece => piece.sum?.amount)).toEqual(['8000.50'])
  })

  it('takes no total, no balance and not the caller’s own card for a payment', () => {
    const text = '从我的卡 6212 2611 1111 1111 110 转到 6222 0282 4591 5102 258 两万，共 2万，余额 300 元'
    const pieces = read(text, {
      '6212 2611 1111 1111 110': account('6212 2611 1111 1111 110'),
      '6222 0282 4591 5102 258': account('6222 0282 4591 5102 258'),
      两万: sum('20000.00'),
      '2万': sum('20000.00'),
      '300 元': sum('300.00'),
    })
    const { payments, payer } = paymentsIn(text, pieces)
    expect(payments).toHaveLength(1)
    expect(payer?.display).toBe('6212 2611 1111 1111 110')
  })

  it('notes an account without a sum all the same', () => {
    const text = '对方账户 6222 0282 4591 5102 258'
    expect(paymentsIn(text, read(text, { '6222 0282 4591 5102 258': account('6222 0282 4591 5102 258') })).payments.map(one => one.amount)).toEqual([''])
  })

  it('gives no sum to an account when digits that nobody could read stand between', () => {
    const text = 'ICBC 6222 0282 4591 5102 258 20000 yuan, CCB 6217 0062 1913 5734 402 30000 yuan'
    const pieces = read(text, { '6222 0282 4591 5102 258': account('6222 0282 4591 5102 258'), '20000 yuan': sum('20000.00'), '30000 yuan': sum('30000.00') })
    expect(paymentsIn(text, pieces).payments.map(one => one.amount)).toEqual(['20000.00'])
  })

  it('leaves the caller’s own number out of the lures', () => {
    const pieces = read('我是 139 6799 0123，他用 170 1234 9999 打来', { '139 6799 0123': phone('139 6799 0123'), '170 1234 9999': phone('170 1234 9999') })
    expect(luresIn(pieces, '139 6799 0123').map(one => one.value)).toEqual(['170 1234 9999'])
  })
})

describe('the form', () => {
  it('follows the text and reads it twice without noting anything twice', () => {
    const draft = newDraft()
    fill(draft, story, found())
    const first = draft.payments.map(line => line.id)
    fill(draft, story, found())
    expect(draft.payments.map(line => line.id)).toEqual(first)
    expect(draft.lures.map(line => line.value)).toEqual(['170 1234 9999'])
    fill(draft, '', [])
    expect(draft.payments).toEqual([])
    expect(draft.lures).toEqual([])
  })

  it('keeps what a person wrote, sent, or took out', () => {
    const draft = newDraft()
    fill(draft, story, found())
    const [one, two, three] = draft.payments
    if (!one || !two || !three) throw new Error('three payments are told of')
    one.origin = 'hand'
    one.amount = '21000'
    two.sent = true
    dismissPayment(draft, three)
    fill(draft, story, found())
    expect(draft.payments.map(line => line.amount)).toContain('21000')
    expect(draft.payments.filter(line => line.amount === '19999.00')).toEqual([])
    fill(draft, '', [])
    expect(draft.payments.map(line => line.id).sort()).toEqual([one.id, two.id].sort())
  })

  it('completes a line that waited for its sum', () => {
    const draft = newDraft()
    const digits = '6222 0282 4591 5102 258'
    fill(draft, digits, read(digits, { [digits]: account(digits) }))
    const id = draft.payments[0]?.id
    const more = `${digits} 2万`
    fill(draft, more, read(more, { [digits]: account(digits), '2万': sum('20000.00') }))
    expect(draft.payments.map(line => [line.id, line.amount])).toEqual([[id, '20000.00']])
  })

  it('does not take over a line that was typed by hand', () => {
    const draft = newDraft()
    draft.payments.push({ ...newPayment('hand'), payeeAccount: '6222028245915102258', amount: '20000.00', payeeName: '周某' })
    fill(draft, story, found())
    expect(draft.payments.filter(line => line.payeeName === '周某')).toHaveLength(1)
    expect(draft.payments).toHaveLength(3)
  })
})
