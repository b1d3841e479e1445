import type { Schemas } from '@/api/client'
import type { IconName } from './icons'

export type OrderState = Schemas['OrderState']

/** The look of a state: six shapes for ten states, told apart by their word. */
const looks: Record<OrderState, { icon: IconName; look: string }> = {
  REQUESTED: { icon: 'lock', look: 'desk' },
  ISSUED: { icon: 'issued', look: 'issued' },
  TAKEN: { icon: 'taken', look: 'taken' },
  UNKNOWN: { icon: 'unknown', look: 'unknown' },
  ON_DESK: { icon: 'desk', look: 'desk' },
  DONE: { icon: 'done', look: 'done' },
  REFUSED: { icon: 'refused', look: 'refused' },
  WITHDRAWN: { icon: 'off', look: 'done' },
  DECLINED: { icon: 'off', look: 'done' },
  NOT_ISSUED: { icon: 'warn', look: 'desk' },
}

export function lookOf(state: OrderState): { icon: IconName; look: string } {
  return looks[state]
}

/** Whether somebody or something still has to act on it. */
export function isOpen(state: OrderState): boolean {
  return ['REQUESTED', 'ISSUED', 'TAKEN', 'UNKNOWN', 'ON_DESK'].includes(state)
}

/** Open ones first; a refusal and an order that never left next, for they want a person; then what is done; each by time. */
export function inOrderOfNeed<O extends { state: OrderState; orderedAt: string; number: string }>(orders: readonly O[]): O[] {
  const need = (order: O) => (isOpen(order.state) ? 0 : order.state === 'REFUSED' || order.state === 'NOT_ISSUED' ? 1 : 2)
  return [...orders].sort((a, b) => need(a) - need(b) || a.orderedAt.localeCompare(b.orderedAt) || a.number.localeCompare(b.number))
}
