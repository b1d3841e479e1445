/**
 * Answers on their way out of a desk. The journal keeps the first answer for ever, so an answer waits here for the moments in which it
 * can be taken back, with the instant at which it was given; leaving the page, or an answer that is nearly due, sends it at once.
 */

export interface Waiting<T> {
  /** Of the request: the same however often it is sent. */
  key: string
  order: string
  caseId: string
  /** When the person said it. */
  saidAt: number
  sendAt: number
  what: T
  /** Sent at least once, so that it can no longer be taken back. */
  tried: number
}

export const UNDO_MS = 5_000
/** An answer whose time is nearly over does not wait. */
const DUE_MARGIN_MS = 2_000
const RETRY_MS = 3_000

export interface Keep {
  read(): string | null
  write(text: string): void
}

/** The waiting answers of one desk, kept over a reload. */
export class Outbox<T> {
  private waiting: Waiting<T>[]

  constructor(
    private readonly keep: Keep,
    private readonly newKey: () => string,
  ) {
    this.waiting = restored(keep.read())
  }

  all(): readonly Waiting<T>[] {
    return this.waiting
  }

  of(order: string): Waiting<T> | undefined {
    return this.waiting.find((one) => one.order === order)
  }

  /** Null when the order has an answer waiting: it is never answered twice. */
  add(caseId: string, order: string, what: T, now: number, answerDueAt: number): Waiting<T> | null {
    if (this.of(order)) return null
    const nearlyDue = answerDueAt > now && answerDueAt - DUE_MARGIN_MS < now + UNDO_MS
    const one = { key: this.newKey(), order, caseId, saidAt: now, sendAt: nearlyDue ? now : now + UNDO_MS, what, tried: 0 }
    this.waiting = [...this.waiting, one]
    this.save()
    return one
  }

  /** Takes the latest back that has not been sent yet; null when there is none. */
  undo(): Waiting<T> | null {
    const last = this.waiting.findLast((one) => one.tried === 0)
    if (!last) return null
    this.waiting = this.waiting.filter((one) => one !== last)
    this.save()
    return last
  }

  /** What has to be sent now; each counts as tried, for nobody knows what becomes of it. */
  due(now: number, all = false): Waiting<T>[] {
    const due = this.waiting.filter((one) => all || one.sendAt <= now)
    for (const one of due) {
      one.tried++
      one.sendAt = now + RETRY_MS * Math.min(one.tried, 10)
    }
    if (due.length > 0) this.save()
    return due
  }

  /** Answered by the house, for better or worse. */
  settle(key: string) {
    this.waiting = this.waiting.filter((one) => one.key !== key)
    this.save()
  }

  private save() {
    this.keep.write(JSON.stringify(this.waiting))
  }
}

function restored<T>(text: string | null): Waiting<T>[] {
  if (!text) return []
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) ? (read as Waiting<T>[]) : []
  } catch {
    return []
  }
}
