import type { Schemas } from '@/api/client'
import { codeOf, type Problem, type Result } from '@/api/problem'
import type { Draft, Sending } from './draft'

/** What came of trying to send. */
export type Sent =
  | { readonly is: 'done'; readonly outcome: Schemas['Outcome']; readonly again: boolean }
  | { readonly is: 'refused'; readonly problem: Problem }
  | { readonly is: 'unknown' }
  | { readonly is: 'waiting'; readonly because: 'away' | 'busy' | 'signed-out' }
  | { readonly is: 'nothing' }

/** The way out; given by hand in tests. */
export interface Line {
  send(sending: Sending, caseId: string | undefined): Promise<Result<Schemas['Outcome']>>
  /** Writes the draft down on this machine; settles when it is kept. */
  keep(draft: Draft): Promise<void>
  newKey(): string
  now(): number
}

/** Codes of 503 that say that nothing was written. */
const nothingWritten = new Set(['journal-unavailable', 'journal-full', 'overloaded'])

/**
 * Sends what stands in a draft, each thing once. A sending is written down with its key before the first byte leaves; after a lost reply the
 * same words go under the same key until the house says what became of them; nothing new leaves before that.
 */
export class Sender {
  private busy: Promise<Sent> | undefined

  constructor(private readonly line: Line) {}

  get isBusy(): boolean {
    return this.busy !== undefined
  }

  /** Puts something on the way. What is on the way already goes first; pressing twice is pressing once. */
  press(draft: Draft, next: () => Omit<Sending, 'key' | 'at' | 'state'> | undefined): Promise<Sent> {
    this.busy ??= this.work(draft, next).finally(() => (this.busy = undefined))
    return this.busy
  }

  /** Writes down what is to go when the house is back; nothing leaves now. */
  async queue(draft: Draft, next: () => Omit<Sending, 'key' | 'at' | 'state'> | undefined): Promise<Sent> {
    if (this.busy) return this.busy
    // Additions to a report that has not gone wait in the form: they can name its case only once it has a number.
    if (draft.sendings.length === 0 || draft.caseId) this.begin(draft, next())
    await this.line.keep(draft)
    return draft.sendings.length > 0 ? { is: 'waiting', because: 'away' } : { is: 'nothing' }
  }

  private async work(draft: Draft, next: () => Omit<Sending, 'key' | 'at' | 'state'> | undefined): Promise<Sent> {
    let last: Sent = { is: 'nothing' }
    for (;;) {
      const sending = draft.sendings[0] ?? this.begin(draft, next())
      if (!sending) return last
      await this.line.keep(draft)
      last = await this.settle(draft, sending)
      if (last.is !== 'done') return last
    }
  }

  private begin(draft: Draft, fresh: Omit<Sending, 'key' | 'at' | 'state'> | undefined): Sending | undefined {
    if (!fresh) return undefined
    draft.sendings.push({ ...fresh, key: this.line.newKey(), at: this.line.now(), state: 'waiting' })
    // The element of the list, not the literal: a draft may be reactive, and its changes must be seen.
    return draft.sendings.at(-1)
  }

  private async settle(draft: Draft, sending: Sending): Promise<Sent> {
    const before = sending.state
    // From here on it may arrive, whatever happens to this machine.
    sending.state = 'unknown'
    await this.line.keep(draft)
    const answer = await this.line.send(sending, draft.caseId)
    if (answer.ok) {
      this.done(draft, sending, answer.value)
      await this.line.keep(draft)
      return { is: 'done', outcome: answer.value, again: answer.response.headers.get('Idempotency-Replayed') === 'true' }
    }
    const { trouble } = answer
    if (trouble.is === 'away') return { is: 'unknown' }
    const nothing = trouble.status === 429 || trouble.status === 401 || nothingWritten.has(codeOf(trouble))
    if (nothing) {
      // This try wrote nothing; an earlier one may have.
      sending.state = before
      await this.line.keep(draft)
      return { is: 'waiting', because: trouble.status === 401 ? 'signed-out' : trouble.status === 429 ? 'busy' : 'away' }
    }
    if (trouble.status >= 500) return { is: 'unknown' }
    // Refused as it stands, and so was every earlier try of the same words: it comes back to the form.
    draft.sendings = draft.sendings.filter(one => one.key !== sending.key)
    await this.line.keep(draft)
    return { is: 'refused', problem: trouble.problem }
  }

  private done(draft: Draft, sending: Sending, outcome: Schemas['Outcome']): void {
    const went = new Set(sending.lines)
    for (const line of [...draft.payments, ...draft.lures]) if (went.has(line.id)) line.sent = true
    draft.caseId = outcome.caseId
    draft.sentAt ??= this.line.now()
    draft.ordered += outcome.orders.length
    draft.sendings = draft.sendings.filter(one => one.key !== sending.key)
  }
}
