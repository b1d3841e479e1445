/** What the desks ask of the house. */
import { api, type Schemas } from '@/api/client'
import { part, sendFile } from '@/api/files'
import { once } from '@/api/once'
import { result, type Result } from '@/api/problem'
import type { QueueRow } from './ranking'

export type Order = Schemas['Order']
export type Outcome = Schemas['Outcome']
export type Findings = Schemas['Findings']

/** A row of the queue: the order as it was sent, and where it lies. */
export interface Row extends QueueRow {
  readonly order: Schemas['WaitingOrder']
  readonly onDesk: boolean
}

type Waiting = Schemas['WaitingOrders']['orders'][number]

/** Both queues of an institution: what waits for a person, and what its machine has to answer. */
export async function readQueue(institutionId: string): Promise<Result<Row[]>> {
  const read = (state: 'desk' | 'open') =>
    result(api.GET('/institutions/{institutionId}/orders', { params: { path: { institutionId }, query: { state, rank: 'catchable', limit: 200 } } }))
  const [desk, open] = await Promise.all([read('desk'), read('open')])
  if (!desk.ok) return desk
  if (!open.ok) return open
  const rows = [...desk.value.orders.map(one => row(one, true)), ...open.value.orders.map(one => row(one, false))]
  return { ok: true, value: rows, response: desk.response }
}

function row(waiting: Waiting, onDesk: boolean): Row {
  const { order, caseId, catchable } = waiting
  const { number, kind, orderedAt, answerDueAt, termEndsAt, amount, currency } = order
  return { number, caseId, kind, orderedAt, answerDueAt, termEndsAt, amount, currency, catchable, order, onDesk }
}

export function readCase(caseId: string) {
  return result(api.GET('/cases/{caseId}', { params: { path: { caseId } } }))
}

/** All that was told about accounts, page after page. */
export async function readFindings(caseId: string): Promise<Result<Findings>> {
  const read = (after: number) =>
    result(api.GET('/cases/{caseId}/findings', { params: { path: { caseId }, query: { after, limit: 2000 } } }))
  const first = await read(0)
  if (!first.ok) return first
  let next = first.value.next
  const transfers = [...first.value.transfers]
  while (next !== null && transfers.length < 20_000) {
    const page = await read(next)
    if (!page.ok) return page
    transfers.push(...page.value.transfers)
    next = page.value.next
  }
  return { ...first, value: { ...first.value, transfers, next } }
}

export function claim(caseId: string, orderId: string, takingOverFrom?: string) {
  return result(api.POST('/cases/{caseId}/orders/{orderId}/claim', { params: { path: { caseId, orderId } }, body: takingOverFrom ? { takingOverFrom } : {} }))
}

export function handBack(caseId: string, orderId: string, why: string) {
  return result(api.POST('/cases/{caseId}/orders/{orderId}/hand-back', { params: { path: { caseId, orderId } }, body: why ? { why } : {} }))
}

/** What a person answered; the instant is left out where it is now. */
export type Answer = Omit<Schemas['Answer'], 'at'>

export function answer(caseId: string, orderId: string, said: Answer, at: string | undefined, key: string, keepalive: boolean) {
  const params = { path: { caseId, orderId }, header: { 'Idempotency-Key': key } }
  return result(api.POST('/cases/{caseId}/orders/{orderId}/answer', { params, body: { ...said, ...(at ? { at } : {}) }, ...(keepalive ? { keepalive } : {}) }))
}

const orderPath = (caseId: string, order: string) => `/cases/${part(caseId)}/orders/${part(order)}`
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function dropStatement(caseId: string, order: string, file: File) {
  const type = /\.csv$/i.test(file.name) ? 'text/csv' : /\.xlsx$/i.test(file.name) ? XLSX : 'application/octet-stream'
  return sendFile<Outcome>('post', `${orderPath(caseId, order)}/statement`, { body: file, type, query: { name: file.name.slice(0, 200) } })
}

export function attachPaper(caseId: string, order: string, name: string, file: File) {
  const known = ['application/pdf', 'image/jpeg', 'image/png']
  const type = known.includes(file.type) ? file.type : 'application/octet-stream'
  return sendFile<Outcome>('put', `${orderPath(caseId, order)}/papers/${part(name)}`, { body: file, type })
}

export function extendStop(caseId: string, original: string, target: Schemas['Target'], amount: string, currency: string, reason: string) {
  const body = { kind: 'STOP_PAYMENT' as const, target, amount, currency, original, reason }
  return once(['extend', caseId, body], key => result(api.POST('/cases/{caseId}/orders', { params: { path: { caseId }, header: { 'Idempotency-Key': key } }, body })))
}

/** What the desk told its next shift. */
export function readHandover(institutionId: string) {
  return result(api.GET('/institutions/{institutionId}/handover', { params: { path: { institutionId } } }))
}

export function writeHandover(institutionId: string, text: string) {
  return result(api.PUT('/institutions/{institutionId}/handover', { params: { path: { institutionId } }, body: { text } }))
}
