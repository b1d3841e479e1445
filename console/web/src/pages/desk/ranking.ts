/** The queue of a desk: which money can still be caught first, then what has a date. */
import type { Catchable } from '@/api/board'

export interface QueueRow {
  number: string
  caseId: string
  kind: string
  orderedAt: string
  answerDueAt: string
  termEndsAt?: string | undefined
  amount?: string | undefined
  currency?: string | undefined
  catchable?: Catchable | undefined
}

export interface Ranked<R> {
  moving: R[]
  byDeadline: R[]
}

/** Money that is still moving needs a hand now; cuts, questions, letting-go and freezes have their dates. */
export function movesMoney(row: QueueRow): boolean {
  return row.kind === 'STOP_PAYMENT' || row.kind === 'PROLONG' || row.kind === 'RECALL'
}

/** Ranked, the most catchable first; the same money goes by who waits longest. */
export function ranked<R extends QueueRow>(rows: readonly R[]): Ranked<R> {
  const moving = rows.filter(movesMoney).sort((a, b) => catchableOf(b) - catchableOf(a) || a.orderedAt.localeCompare(b.orderedAt))
  const byDeadline = rows.filter((row) => !movesMoney(row)).sort((a, b) => a.answerDueAt.localeCompare(b.answerDueAt))
  return { moving, byDeadline }
}

function catchableOf(row: QueueRow): number {
  return Number(row.catchable?.amount ?? 0)
}

/**
 * A new order of things that never moves what is under the hand: the selected row keeps its place among the others, and what is better
 * than it is named, not slid in above the eye.
 */
export function steady<R extends QueueRow>(shown: readonly string[], rows: readonly R[], selected: string | null): R[] {
  const next = [...rows]
  const at = next.findIndex((row) => row.number === selected)
  const was = selected === null ? -1 : shown.indexOf(selected)
  if (at < 0 || was < 0) return next
  const [held] = next.splice(at, 1)
  next.splice(Math.min(was, next.length), 0, held!)
  return next
}

/** The row that is worth more than the one in hand, if there is one. */
export function better<R extends QueueRow>(rows: readonly R[], selected: string | null): R | null {
  const mine = rows.find((row) => row.number === selected)
  const best = [...rows].sort((a, b) => catchableOf(b) - catchableOf(a))[0]
  return mine && best && best !== mine && catchableOf(best) > catchableOf(mine) ? best : null
}

/** Next or previous in what is shown; stays at the ends. */
export function moved(shown: readonly string[], selected: string | null, by: 1 | -1): string | null {
  if (shown.length === 0) return null
  const at = selected === null ? -1 : shown.indexOf(selected)
  if (at < 0) return shown[by > 0 ? 0 : shown.length - 1]!
  return shown[Math.max(0, Math.min(shown.length - 1, at + by))]!
}
