/** What the case file asks of the house. */
import { api, type Schemas } from '@/api/client'
import { once } from '@/api/once'
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

const ofOrder = (caseId: string, orderId: string, key: string) => ({ path: { caseId, orderId }, header: { 'Idempotency-Key': key } })
const ofCase = (caseId: string, key: string) => ({ path: { caseId }, header: { 'Idempotency-Key': key } })

export function approve(caseId: string, order: string) {
  return once(['approve', caseId, order], key => result(api.POST('/cases/{caseId}/orders/{orderId}/approval', { params: ofOrder(caseId, order, key) })))
}

export function decline(caseId: string, order: string, reason: string) {
  return once(['decline', caseId, order, reason], key => result(api.POST('/cases/{caseId}/orders/{orderId}/decline', { params: ofOrder(caseId, order, key), body: { reason } })))
}

export function release(caseId: string, order: string, reason: string) {
  return once(['release', caseId, order, reason], key => result(api.POST('/cases/{caseId}/orders/{orderId}/release', { params: ofOrder(caseId, order, key), body: { reason } })))
}

export function unrelated(caseId: string, order: string, reason: string) {
  return once(['unrelated', caseId, order, reason], key => result(api.POST('/cases/{caseId}/orders/{orderId}/unrelated', { params: ofOrder(caseId, order, key), body: { reason } })))
}

export function issue(caseId: string, order: Schemas['NewOrder']) {
  return once(['issue', caseId, order], key => result(api.POST('/cases/{caseId}/orders', { params: ofCase(caseId, key), body: order })))
}

/** Steps of the case itself: filed under the police's number, solved, closed. */
export function step(caseId: string, what: 'filing' | 'solution' | 'closure', says: string): Promise<Result<Outcome>> {
  return once([what, caseId, says], (key): Promise<Result<Outcome>> => {
    const params = ofCase(caseId, key)
    switch (what) {
      case 'filing':
        return result(api.POST('/cases/{caseId}/filing', { params, body: { policeCaseNumber: says } }))
      case 'solution':
        return result(api.POST('/cases/{caseId}/solution', { params, body: { how: says } }))
      case 'closure':
        return result(api.POST('/cases/{caseId}/closure', { params, body: { why: says } }))
    }
  })
}

export function addNote(caseId: string, text: string, mentions: string[]) {
  return once(['note', caseId, text], key => result(api.POST('/cases/{caseId}/notes', { params: ofCase(caseId, key), body: { text, mentions } })))
}

export function addLink(caseId: string, other: string, because: string) {
  return once(['link', caseId, other, because], key => result(api.POST('/cases/{caseId}/links', { params: ofCase(caseId, key), body: { caseId: other, because } })))
}

export function reveal(caseId: string, field: string, reason: string) {
  return result(api.POST('/cases/{caseId}/reveal', { params: { path: { caseId } }, body: { field, reason } }))
}

/** Other cases that share something with this one. */
export function readSame(caseId: string) {
  return result(api.GET('/cases/{caseId}/same', { params: { path: { caseId } } }))
}
