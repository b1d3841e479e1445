/** Holds by when they end, and approvals by who may give them. */
import type { Approval, OfCase } from '@/api/board'
import { plainAccount } from '@/parts/account'

export interface Band {
  readonly hours: 1 | 4 | 12
  readonly colour: 'red' | 'orange' | 'blue'
  readonly holds: readonly OfCase[]
}

const HOUR = 3_600_000

/** Each hold stands in one band: within one hour, four, twelve; the soonest first. */
export function bands(holds: readonly OfCase[], now: number): Band[] {
  const left = (one: OfCase) => Date.parse(one.order.hold?.endsAt ?? '') - now
  const soon = [...holds].filter(one => left(one) <= 12 * HOUR).sort((a, b) => left(a) - left(b))
  const between = (from: number, to: number) => soon.filter(one => left(one) > from * HOUR && left(one) <= to * HOUR)
  return [
    { hours: 1, colour: 'red', holds: soon.filter(one => left(one) <= HOUR) },
    { hours: 4, colour: 'orange', holds: between(1, 4) },
    { hours: 12, colour: 'blue', holds: between(4, 12) },
  ]
}

export type Standing = 'open' | 'own' | 'papers' | 'not-you'

/** Whether I may approve it, and if not, why not. */
export function standing(one: Approval, me: string): Standing {
  if (one.may) return 'open'
  if (one.order.requestedBy === me) return 'own'
  return one.papersMissing.length > 0 ? 'papers' : 'not-you'
}

/** What is grave asks for the last four digits of the account before it is approved. */
export function isGrave(order: Pick<Approval['order'], 'kind' | 'target'>): boolean {
  return order.target.is === 'account' && (order.kind === 'FREEZE' || order.kind === 'RENEW')
}

/** What lets go of a number or a link, which stays cut until it is approved. */
export function endsCut(order: Pick<Approval['order'], 'kind'>): boolean {
  return order.kind === 'RESTORE_NUMBER' || order.kind === 'LIFT'
}

export function tailFits(order: Pick<Approval['order'], 'target'>, typed: string): boolean {
  const digits = plainAccount(order.target.display).replace(/\D/g, '')
  return digits.length >= 4 && typed.trim() === digits.slice(-4)
}
