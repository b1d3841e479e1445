import { describe, expect, it } from 'vitest'
import { better, moved, ranked, steady, type QueueRow } from './ranking'

function row(number: string, kind: string, amount: string | null, orderedAt = '2026-11-20T08:00:00Z', answerDueAt = '2026-11-20T09:00:00Z'): QueueRow {
  return { number, caseId: 'QY-261120-0058', kind, orderedAt, answerDueAt, catchable: amount === null ? undefined : { share: 85, amount, currency: 'CNY', because: '' } }
}

describe('the queue of a desk', () => {
  it('puts the money that can still be caught first, and dates below', () => {
    const rows = [row('1', 'STOP_PAYMENT', '2210.00'), row('2', 'HOLDER_QUERY', null), row('3', 'STOP_PAYMENT', '38250.00'), row('4', 'RECALL', '9120.00')]

    const queue = ranked(rows)

    expect(queue.moving.map((one) => one.number)).toEqual(['3', '4', '1'])
    expect(queue.byDeadline.map((one) => one.number)).toEqual(['2'])
  })

  it('lets the longest waiting go first where the money is the same', () => {
    const rows = [row('1', 'STOP_PAYMENT', '10.00', '2026-11-20T08:05:00Z'), row('2', 'STOP_PAYMENT', '10.00', '2026-11-20T08:01:00Z')]

    expect(ranked(rows).moving.map((one) => one.number)).toEqual(['2', '1'])
  })

  it('compares sums as numbers, not as text', () => {
    expect(ranked([row('1', 'STOP_PAYMENT', '9.00'), row('2', 'STOP_PAYMENT', '10000.00')]).moving[0]!.number).toBe('2')
  })

  it('never moves the order in hand', () => {
    const shown = ['a', 'b', 'c']
    const next = [row('n', 'STOP_PAYMENT', '900.00'), row('a', 'STOP_PAYMENT', '5.00'), row('b', 'STOP_PAYMENT', '4.00'), row('c', 'STOP_PAYMENT', '3.00')]

    expect(steady(shown, next, 'a').map((one) => one.number)).toEqual(['a', 'n', 'b', 'c'])
    expect(better(next, 'a')?.number).toBe('n')
    expect(better(next, 'n')).toBeNull()
  })

  it('follows the server where nothing is in hand', () => {
    const next = [row('n', 'STOP_PAYMENT', '900.00'), row('a', 'STOP_PAYMENT', '5.00')]

    expect(steady(['a'], next, null).map((one) => one.number)).toEqual(['n', 'a'])
  })

  it('moves by J and K and stays at the ends', () => {
    expect(moved(['a', 'b'], 'a', 1)).toBe('b')
    expect(moved(['a', 'b'], 'b', 1)).toBe('b')
    expect(moved(['a', 'b'], null, 1)).toBe('a')
    expect(moved(['a', 'b'], 'gone', -1)).toBe('b')
    expect(moved([], null, 1)).toBeNull()
  })
})
