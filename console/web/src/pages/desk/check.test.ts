import { describe, expect, it } from 'vitest'
import { movements, sameName, verdicts } from './check'
import type { Findings } from './calls'
import type { Schemas } from '@/api/client'

const account = '6216 6160 3392 2499 556'
const payments = [
  { amount: '45000.50', currency: 'CNY', at: '2026-11-20T07:40:19Z', left: true },
  { amount: '1.00', currency: 'CNY', at: '2026-11-20T07:41:00Z', left: true },
] as Schemas['CasePayment'][]

function findings(...transfers: { from?: string; to?: string; amount: string; at: string }[]): Findings {
  return {
    transfers: transfers.map(({ from, to, amount, at }) => ({
      order: '1',
      source: 'STATEMENT',
      ...(from ? { from: { account: from } } : {}),
      ...(to ? { to: { account: to } } : {}),
      amount,
      currency: 'CNY',
      at,
    })),
  } as unknown as Findings
}

describe('what a statement says of an order', () => {
  const told = findings(
    { to: '6216616033922499556', amount: '45000.50', at: '2026-11-20T07:40:21Z' },
    { to: account, amount: '1.00', at: '2026-11-20T07:41:01Z' },
    { from: account, to: '6210986011472053318', amount: '20000.00', at: '2026-11-20T07:58:40Z' },
    { from: 'X', to: 'Y', amount: '5.00', at: '2026-11-20T07:59:00Z' },
  )

  it('finds the payments of the case again, and what left', () => {
    const seen = movements(account, told, payments)

    expect(seen.map(one => [one.way, one.payment])).toEqual([
      ['in', 0],
      ['in', 1],
      ['out', undefined],
    ])
  })

  it('agrees where all payments are there and the name fits', () => {
    const seen = { holder: '罗玉梅', movements: movements(account, told, payments), any: true }

    expect(verdicts({ name: '罗*梅', account, payments }, seen)).toEqual({ name: 'agrees', account: 'agrees', amount: 'agrees', time: 'agrees' })
  })

  it('says that a name differs, and leaves to a person what it cannot tell', () => {
    const seen = { holder: '李四', movements: movements(account, undefined, payments), any: false }

    expect(verdicts({ name: '罗玉梅', account, payments }, seen)).toEqual({ name: 'differs', account: 'open', amount: 'open', time: 'open' })
  })

  it('counts no transfer twice', () => {
    const twice = [payments[0]!, payments[0]!]
    const one = findings({ to: account, amount: '45000.50', at: '2026-11-20T07:40:21Z' })

    expect(verdicts({ name: undefined, account, payments: twice }, { holder: undefined, movements: movements(account, one, twice), any: true }).amount).toBe('open')
  })
})

describe('two names', () => {
  it('are the same under stars, spaces and 某', () => {
    expect(sameName('罗*梅', '罗玉梅')).toBe(true)
    expect(sameName('李某某', '李永强')).toBe(true)
    expect(sameName('Ann Lee', 'ANN LEE')).toBe(true)
    expect(sameName('罗玉', '罗玉梅')).toBe(false)
  })
})
