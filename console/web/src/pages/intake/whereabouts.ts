import type { Schemas } from '@/api/client'
import { fromMinor, minor } from '@/parts/money'
import { isOpen } from '@/parts/order-state'

/** Of what was reported: held now, still being chased by an open order, and caught by none. */
export interface Whereabouts {
  readonly currency: string
  readonly reported: string
  readonly held: string
  readonly chasing: string
  readonly lost: string
}

type Order = Schemas['Order']

/**
 * Of each currency by itself. While a stop is open all of its sum is chased; what it did not get is chased on as long as an order that extends it further down the chain
 * is open, and is not caught when there is none.
 */
export function whereaboutsOf(sums: readonly Schemas['Sum'][], orders: readonly Order[]): Whereabouts[] {
  return sums.map(sum => whereaboutsOfOne(sum, orders))
}

function whereaboutsOfOne(sum: Schemas['Sum'], orders: readonly Order[]): Whereabouts {
  const reported = minor(sum.reported)
  const held = smaller(minor(sum.held), reported)
  const inFlight = orders
    .filter(order => stops(order) && order.currency === sum.currency && isOpen(order.state))
    .reduce((all, order) => all + minor(order.amount ?? '0'), 0n)
  const chasing = smaller(inFlight, reported - held)
  return { currency: sum.currency, reported: sum.reported, held: fromMinor(held), chasing: fromMinor(chasing), lost: fromMinor(reported - held - chasing) }
}

function stops(order: Order): boolean {
  return order.kind === 'STOP_PAYMENT' || order.kind === 'PROLONG' || order.kind === 'RECALL'
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

/** How far the money of one payment is stopped: by the stop of that currency on its payee's account. */
export function stoppedOf(payee: string, currency: string, orders: readonly Order[]): { is: '' | 'stopped' | 'partly'; at: string } {
  const stop = orders.find(order => order.kind === 'STOP_PAYMENT' && order.target.key === payee && order.currency === currency && order.state === 'DONE')
  if (!stop?.hold?.amount || !stop.amount || minor(stop.hold.amount) === 0n) return { is: '', at: '' }
  return { is: minor(stop.hold.amount) >= minor(stop.amount) ? 'stopped' : 'partly', at: stop.answeredAt ?? stop.hold.startsAt }
}
