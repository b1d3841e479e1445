import type { Schemas } from '@/api/client'
import { houseNow } from '@/time/house-clock'
import { plainAccount } from '@/parts/account'
import { withOffset } from '@/time/format'

export type LureKind = 'phone' | 'url' | 'app' | 'email' | 'wechat' | 'qq'

/** Where a line of the form came from. What a person touched is never changed again by what is recognised. */
export type Origin = 'text' | 'hand'

/** One payment as it is being noted. Empty strings are what is not known yet. */
export interface PaymentLine {
  id: string
  payeeAccount: string
  payeeBank: string
  payeeName: string
  payerAccount: string
  payerBank: string
  amount: string
  currency: string
  /** RFC 3339, or empty. */
  at: string
  left: boolean
  origin: Origin
  sent: boolean
}

/** One thing that lured the victim. */
export interface LureLine {
  id: string
  kind: LureKind
  value: string
  origin: Origin
  sent: boolean
}

/**
 * Something that was, or is about to be, sent: kept before the first byte leaves, so that whoever sends it again, after a lost reply or a
 * reload, sends the same words under the same key.
 */
export interface Sending {
  readonly key: string
  readonly what: 'report' | 'payments' | 'lures'
  readonly body: Schemas['Report'] | { payments: Schemas['Payment'][] } | { lures: Schemas['Lure'][] }
  readonly lines: readonly string[]
  readonly at: number
  /** `waiting` never left; `unknown` may have arrived. */
  state: 'waiting' | 'unknown'
}

/** One call, from pick-up until it is put away. */
export interface Draft {
  readonly id: string
  readonly pickedUpAt: string
  callerName: string
  callerPhone: string
  via: string
  kind: string
  said: string
  onLine: boolean
  payments: PaymentLine[]
  lures: LureLine[]
  /** What was recognised in the text and taken out by hand, by its identity. */
  dismissed: string[]
  /** Cases that were said to be another matter. */
  notTheSame: string[]
  answers: Record<string, string>
  ticked: string[]
  sendings: Sending[]
  caseId?: string
  sentAt?: number
  /** How many orders came of what was sent. */
  ordered: number
  touchedAt: number
}

export function newDraft(): Draft {
  return {
    id: crypto.randomUUID(),
    pickedUpAt: withOffset(houseNow()),
    callerName: '',
    callerPhone: '',
    via: '110',
    kind: 'service',
    said: '',
    onLine: false,
    payments: [],
    lures: [],
    dismissed: [],
    notTheSame: [],
    answers: {},
    ticked: [],
    sendings: [],
    ordered: 0,
    touchedAt: Date.now(),
  }
}

export function newPayment(origin: Origin): PaymentLine {
  return { id: crypto.randomUUID(), payeeAccount: '', payeeBank: '', payeeName: '', payerAccount: '', payerBank: '', amount: '', currency: 'CNY', at: '', left: true, origin, sent: false }
}

export function newLure(kind: LureKind, value: string, origin: Origin): LureLine {
  return { id: crypto.randomUUID(), kind, value, origin, sent: false }
}

/** Digits and letters alone: two spellings of one account are one account. */
export function bare(account: string): string {
  return plainAccount(account).replace(/[\s-]/g, '').toUpperCase()
}

/** Enough to be ordered on: whom it went to, and how much. */
export function isWhole(line: PaymentLine): boolean {
  return bare(line.payeeAccount) !== '' && /^\d+(\.\d+)?$/.test(line.amount) && Number(line.amount) > 0
}

export function isWholeLure(line: LureLine): boolean {
  return line.value.trim() !== ''
}

/** What would go out now: whole lines that have not been sent and stand in no sending. */
export function fresh(draft: Draft): { payments: PaymentLine[]; lures: LureLine[] } {
  const held = new Set(draft.sendings.flatMap(sending => sending.lines))
  const open = (line: { id: string; sent: boolean }) => !line.sent && !held.has(line.id)
  return { payments: draft.payments.filter(line => open(line) && isWhole(line)), lures: draft.lures.filter(line => open(line) && isWholeLure(line)) }
}

function accountOf(account: string, bank: string, name = ''): Schemas['Account'] {
  return { account: account.trim(), ...(bank.trim() ? { bank: bank.trim() } : {}), ...(name.trim() ? { name: name.trim() } : {}) }
}

export function toPayment(line: PaymentLine): Schemas['Payment'] {
  return {
    payee: accountOf(line.payeeAccount, line.payeeBank, line.payeeName),
    ...(bare(line.payerAccount) ? { payer: accountOf(line.payerAccount, line.payerBank) } : {}),
    amount: line.amount,
    currency: line.currency,
    ...(line.left ? (line.at ? { at: line.at } : { at: withOffset(houseNow()) }) : { left: false }),
  }
}

export function toLure(line: LureLine): Schemas['Lure'] {
  return { [line.kind]: line.value.trim() }
}

/** The report as the API takes it; the words for what is not said come from the caller of this. */
export function toReport(draft: Draft, said: { kind: string; via: string; withheld: string; language: string }): Schemas['Report'] {
  const { payments, lures } = fresh(draft)
  return {
    caller: { name: draft.callerName.trim() || said.withheld, phone: draft.callerPhone.trim() || said.withheld },
    via: said.via,
    kind: said.kind,
    said: draft.said,
    language: said.language,
    receivedAt: draft.pickedUpAt,
    pickedUpAt: draft.pickedUpAt,
    victimOnLineWithFraudster: draft.onLine,
    payments: payments.map(toPayment),
    lures: lures.map(toLure),
  }
}
