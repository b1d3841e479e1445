/** What the case file asks of the house. */
import { ask, part } from '@/api/ask'
import { api, newKey, type Schemas } from '@/api/client'
import { result, type Result } from '@/api/problem'

export type Case = Schemas['Case']
export type Order = Schemas['Order']
export type Outcome = Schemas['Outcome']
export type Fact = Schemas['Fact']

export { readCase, readFindings, attachPaper } from '@/pages/desk/calls'

/** Every fact of a case, page after page. */
export async function readHistory(caseId: string): Promise<Result<Fact[]>> {
  const facts: Fact[] = []
  let after = 0
  for (;;) {
    const page = await result(api.GET('/cases/{caseId}/history', { params: { path: { caseId }, query: { after, limit: 1000 } } }))
    if (!page.ok) return page
    facts.push(...page.value.facts)
    if (page.value.next === null || facts.length >= 20_000) return { ...page, value: facts }
    after = page.value.next
  }
}

const orderPath = (caseId: string, order: string) => `/cases/${part(caseId)}/orders/${part(order)}`
const once = () => ({ 'Idempotency-Key': newKey() })

export function approve(caseId: string, order: string) {
  return ask<Outcome>('post', `${orderPath(caseId, order)}/approval`, { headers: once() })
}

export function decline(caseId: string, order: string, reason: string) {
  return ask<Outcome>('post', `${orderPath(caseId, order)}/decline`, { body: { reason }, headers: once() })
}

export function release(caseId: string, order: string, reason: string) {
  return ask<Outcome>('post', `${orderPath(caseId, order)}/release`, { body: { reason }, headers: once() })
}

export function unrelated(caseId: string, order: string, reason: string) {
  return ask<Outcome>('post', `${orderPath(caseId, order)}/unrelated`, { body: { reason }, headers: once() })
}

export function issue(caseId: string, order: Schemas['NewOrder']) {
  return ask<Outcome>('post', `/cases/${part(caseId)}/orders`, { body: order, headers: once() })
}

/** Steps of the case itself: filed under the police's number, solved, closed. */
export function step(caseId: string, what: 'filing' | 'solution' | 'closure', says: string) {
  const body = { filing: { policeCaseNumber: says }, solution: { how: says }, closure: { why: says } }[what]
  return ask<Outcome>('post', `/cases/${part(caseId)}/${what}`, { body, headers: once() })
}

export function addNote(caseId: string, text: string, mentions: string[]) {
  return ask<unknown>('post', `/cases/${part(caseId)}/notes`, { body: { text, mentions }, headers: once() })
}

export function addLink(caseId: string, other: string, because: string) {
  return ask<unknown>('post', `/cases/${part(caseId)}/links`, { body: { caseId: other, because }, headers: once() })
}

export interface Revealed {
  readonly value: string
  readonly until: string
}

export function reveal(caseId: string, field: string, reason: string) {
  return ask<Revealed>('post', `/cases/${part(caseId)}/reveal`, { body: { field, reason } })
}

/** Another case that shares something with this one. */
export interface Same {
  readonly caseId: string
  readonly kind: string
  readonly receivedAt: string
  readonly sameCaller: boolean
  readonly shares: readonly { readonly display: string; readonly sure: boolean; readonly says: string }[]
}

export function readSame(caseId: string) {
  return ask<{ cases: Same[] }>('get', `/cases/${part(caseId)}/same`)
}
