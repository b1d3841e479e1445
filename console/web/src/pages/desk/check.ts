/** The four things an institution compares before it stops anything, and what its own statement says of them. */
import type { Schemas } from '@/api/client'
import { accountKey } from '@/pages/case/trail'
import { minor } from '@/parts/money'
import type { Findings } from './calls'

type Payment = Schemas['CasePayment']
type Transfer = Schemas['Transfer']

export const ITEMS = ['name', 'account', 'amount', 'time'] as const
export type Item = (typeof ITEMS)[number]
export type Verdict = 'agrees' | 'differs' | 'open'

/** A transfer of the target, as seen from it. */
export interface Movement {
  readonly at: string
  readonly way: 'in' | 'out'
  readonly other: Schemas['TransferSide'] | undefined
  readonly amount: string
  readonly currency: string
  /** Which payment of the case it is, from 0. */
  readonly payment: number | undefined
}

const SAME_WITHIN_MS = 30 * 60_000

/** What moved on the account of the order, in time. */
export function movements(account: string, findings: Findings | undefined, payments: readonly Payment[]): Movement[] {
  const mine = accountKey(account)
  const taken = new Set<number>()
  return (findings?.transfers ?? [])
    .filter(one => isSide(one.from, mine) !== isSide(one.to, mine))
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(one => {
      const way = isSide(one.to, mine) ? ('in' as const) : ('out' as const)
      return {
        at: one.at,
        way,
        other: way === 'in' ? one.from : one.to,
        amount: one.amount,
        currency: one.currency,
        payment: way === 'in' ? paymentOf(one, payments, taken) : undefined,
      }
    })
}

function isSide(side: Schemas['TransferSide'] | undefined, key: string): boolean {
  return side?.account !== undefined && accountKey(side.account) === key
}

function paymentOf(transfer: Transfer, payments: readonly Payment[], taken: Set<number>): number | undefined {
  const at = payments.findIndex(
    (payment, place) =>
      !taken.has(place) &&
      payment.currency === transfer.currency &&
      minor(payment.amount) === minor(transfer.amount) &&
      payment.at !== undefined &&
      Math.abs(Date.parse(payment.at) - Date.parse(transfer.at)) <= SAME_WITHIN_MS,
  )
  if (at < 0) return undefined
  taken.add(at)
  return at
}

/** What the papers say by themselves; `open` is for a person to look at. */
export function verdicts(
  ordered: { name: string | undefined; account: string; payments: readonly Payment[] },
  seen: { holder: string | undefined; movements: readonly Movement[]; any: boolean },
): Record<Item, Verdict> {
  const matched = seen.movements.filter(one => one.payment !== undefined).length
  const all = ordered.payments.length > 0 && matched === ordered.payments.length
  return {
    name: !ordered.name || !seen.holder ? 'open' : sameName(ordered.name, seen.holder) ? 'agrees' : 'differs',
    account: seen.any ? 'agrees' : 'open',
    amount: all ? 'agrees' : 'open',
    time: all ? 'agrees' : 'open',
  }
}

/** Hidden characters fit whatever stands in their place. */
export function sameName(ordered: string, seen: string): boolean {
  const [a, b] = [ordered, seen].map(name => name.replace(/[\s·•.]/g, '').replace(/某/g, '*').toUpperCase()) as [string, string]
  if (a.length !== b.length) return false
  return [...a].every((letter, at) => letter === '*' || b[at] === '*' || letter === b[at])
}
