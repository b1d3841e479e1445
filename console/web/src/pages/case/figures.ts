/** What became of the money of a case, in the smallest unit. */
import type { Schemas } from '@/api/client'
import { isOpen } from '@/parts/order-state'
import { fromMinor, minor } from '@/parts/money'

export interface Fate {
  readonly currency: string
  readonly reported: string
  readonly held: string
  readonly chasing: string
  readonly lost: string
  /** In percent of what was reported. */
  readonly shares: readonly [number, number, number]
}

/** Held is what stands, chased is what open orders ask for beyond that, and the rest is lost so far. Never more than was reported. */
export function fates(file: Pick<Schemas['Case'], 'sums' | 'orders'>): Fate[] {
  return file.sums.map(sum => fateOf(sum, file.orders))
}

function fateOf(sum: Schemas['Case']['sums'][number], orders: readonly Schemas['Order'][]): Fate {
  const reported = minor(sum.reported)
  const held = least(minor(sum.held), reported)
  const asked = orders
    .filter(order => isOpen(order.state) && order.amount !== undefined && order.currency === sum.currency && ['STOP_PAYMENT', 'RECALL'].includes(order.kind))
    .reduce((all, order) => all + minor(order.amount!), 0n)
  const chasing = least(asked, reported - held)
  const lost = reported - held - chasing
  const share = (part: bigint) => (reported === 0n ? 0 : Number((part * 1000n) / reported) / 10)
  return {
    currency: sum.currency,
    reported: sum.reported,
    held: fromMinor(held),
    chasing: fromMinor(chasing),
    lost: fromMinor(lost),
    shares: [share(held), share(chasing), share(lost)],
  }
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

/** From the report to the first money held; undefined while there is none. */
export function msToHold(file: Pick<Schemas['Case'], 'report' | 'orders'>): number | undefined {
  const begun = file.report?.receivedAt
  if (!begun) return undefined
  const starts = file.orders.flatMap(order => (order.hold?.amount && minor(order.hold.amount) > 0n ? [Date.parse(order.hold.startsAt)] : []))
  return starts.length === 0 ? undefined : Math.max(0, Math.min(...starts) - Date.parse(begun))
}

/** What may be done about an order now, by what it is and how it stands. */
export type OrderAct = 'freeze' | 'renew' | 'prolong' | 'release' | 'callBack' | 'unrelated' | 'attach'

export function actsOn(order: Schemas['Order']): OrderAct[] {
  if (order.hold?.stands) {
    if (order.hold.amount === undefined) return ['release', 'unrelated', 'attach']
    return order.kind === 'FREEZE' || order.kind === 'RENEW' ? ['renew', 'release', 'unrelated', 'attach'] : ['freeze', 'prolong', 'release', 'unrelated', 'attach']
  }
  return isOpen(order.state) && order.state !== 'REQUESTED' ? ['callBack', 'attach'] : ['attach']
}
