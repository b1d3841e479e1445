import type { Schemas } from '@/api/client'
import { minor } from '@/parts/money'
import { bare, type Draft } from './draft'

type Suspect = Schemas['Suspect']

const sure = new Set(['EXACT', 'WRITTEN_OTHERWISE'])

/** Whether it is the thing itself, not one that resembles it. */
export function isExact(suspect: Suspect): boolean {
  return sure.has(suspect.match.why)
}

/** In how many other cases it stands. */
export function elsewhere(suspect: Suspect, own: string | undefined): number {
  return suspect.reports - (own && suspect.cases.includes(own) ? 1 : 0)
}

const weight = { RED: 0, ORANGE: 1, BLUE: 2, GREEN: 3 }

/** Everybody known among what was noted, each once, the surest and heaviest first; what only this case names is news to nobody. */
export function everybodyKnown(all: readonly { hits: readonly Suspect[] }[], own: string | undefined): Suspect[] {
  const byKey = new Map<string, Suspect>()
  for (const suspect of all.flatMap(one => one.hits)) {
    const before = byKey.get(suspect.subject.key)
    if ((!before || (isExact(suspect) && !isExact(before))) && (elsewhere(suspect, own) > 0 || suspect.protectedBecause)) byKey.set(suspect.subject.key, suspect)
  }
  return [...byKey.values()].sort((a, b) => Number(isExact(b)) - Number(isExact(a)) || weight[a.colour] - weight[b.colour] || b.lastAt.localeCompare(a.lastAt))
}

/** Why a case may be the same matter as the form. */
export type Likeness = { readonly is: 'payment'; readonly amount: string; readonly currency: string } | { readonly is: 'caller' }

const within = 24 * 3600 * 1000

/** Another case of the last day that tells of the same payment to the same account, or of the same caller. */
export function likenessOf(draft: Draft, other: Schemas['Case'], now: number): Likeness | undefined {
  if (other.caseId === draft.caseId || draft.notTheSame.includes(other.caseId) || other.status === 'CLOSED') return undefined
  const at = Date.parse(other.report?.receivedAt ?? other.asOf)
  if (now - at > within) return undefined
  for (const line of draft.payments) {
    const same = other.payments.find(one => sameAccount(one.payee, line.payeeAccount) && line.amount !== '' && minor(one.amount) === minor(line.amount))
    if (same) return { is: 'payment', amount: same.amount, currency: same.currency }
  }
  const phone = draft.callerPhone.replace(/\D/g, '')
  if (phone.length >= 7 && other.report?.caller.phone.replace(/\D/g, '') === phone) return { is: 'caller' }
  return undefined
}

function sameAccount(subject: Schemas['Subject'], typed: string): boolean {
  return [subject.typed, subject.display].some(one => bare(one) === bare(typed)) && bare(typed) !== ''
}

/** Takes the form into a case that is the same matter: what that one has already is not sent again. */
export function join(draft: Draft, other: Schemas['Case']): void {
  draft.caseId = other.caseId
  const left = [...other.payments]
  for (const line of draft.payments) {
    const at = left.findIndex(one => sameAccount(one.payee, line.payeeAccount) && line.amount !== '' && minor(one.amount) === minor(line.amount))
    if (at < 0) continue
    left.splice(at, 1)
    line.sent = true
  }
  for (const line of draft.lures) {
    if (other.lures.some(one => [one.typed, one.display].some(name => bare(name) === bare(line.value)))) line.sent = true
  }
}
