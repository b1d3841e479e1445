/** What may be ordered on what a case names, beside what leaves by itself with a report. */
import type { Case, Order } from './calls'
import type { Schemas } from '@/api/client'

type Subject = Schemas['Subject']
type Target = Schemas['Target']
type Kind = Order['kind']

const KINDS: Partial<Record<Subject['is'], readonly Kind[]>> = {
  account: ['STOP_PAYMENT', 'HOLDER_QUERY', 'TRANSACTION_QUERY', 'WATCH'],
  phone: ['SUSPEND_NUMBER', 'INTERCEPT_CALLS'],
  link: ['BLOCK_LINK'],
  app: ['REPORT_TO_PLATFORM'],
  email: ['REPORT_TO_PLATFORM'],
}

const MEMBERS: Partial<Record<Subject['is'], keyof Target>> = { account: 'account', phone: 'phone', link: 'url', app: 'app', email: 'email' }

/** Something that can be ordered on; of an account, the money that was reported to have gone there. */
export interface Orderable {
  readonly subject: Subject
  readonly name?: string
  readonly amount?: string
  readonly currency?: string
}

/** Everything of the case that an order can be about, each once: accounts that were paid first, then what lured. */
export function orderable(file: Pick<Case, 'payments' | 'lures'>): Orderable[] {
  const all = new Map<string, Orderable>()
  for (const { payee, payeeName, amount, currency } of file.payments) {
    if (!all.has(payee.key)) all.set(payee.key, { subject: payee, ...(payeeName ? { name: payeeName } : {}), amount, currency })
  }
  for (const lure of file.lures) if (!all.has(lure.key)) all.set(lure.key, { subject: lure })
  return [...all.values()].filter(one => kindsFor(one.subject).length > 0)
}

export function kindsFor(subject: Pick<Subject, 'is'>): readonly Kind[] {
  return KINDS[subject.is] ?? []
}

/** The order as the house takes it; nothing where the subject cannot be ordered on. */
export function newOrder(one: Orderable, kind: Kind, amount: string, reason: string): Schemas['NewOrder'] | undefined {
  const member = MEMBERS[one.subject.is]
  if (!member || !kindsFor(one.subject).includes(kind)) return undefined
  const sum = kind === 'STOP_PAYMENT' ? { amount: amount.replace(/[,，\s]/g, ''), currency: one.currency ?? 'CNY' } : {}
  return { kind, target: { [member]: one.subject.typed, ...(one.subject.is === 'account' && one.name ? { name: one.name } : {}) }, reason, ...sum }
}
