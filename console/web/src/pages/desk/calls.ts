/** What the desks ask of the house. */
import { ask, part } from '@/api/ask'
import { api, newKey, type Schemas } from '@/api/client'
import { result, type Result } from '@/api/problem'
import type { Catchable } from '@/api/board'
import type { QueueRow } from './ranking'

export type Order = Schemas['Order']
export type Outcome = Schemas['Outcome']
export type Findings = Schemas['Findings']

/** A row of the queue: the order as it was sent, and where it lies. */
export interface Row extends QueueRow {
  readonly order: Schemas['WaitingOrder']
  readonly onDesk: boolean
}

interface Waiting {
  readonly caseId: string
  readonly order: Schemas['WaitingOrder']
  readonly catchable?: Catchable
  readonly goldenUntil?: string
}

/** Both queues of an institution: what waits for a person, and what its machine has to answer. */
export async function readQueue(institution: string): Promise<Result<Row[]>> {
  const path = `/institutions/${part(institution)}/orders`
  const read = (state: 'desk' | 'open') => ask<{ orders: Waiting[] }>('get', path, { query: { state, rank: 'catchable', limit: 200 } })
  const [desk, open] = await Promise.all([read('desk'), read('open')])
  if (!desk.ok) return desk
  if (!open.ok) return open
  const rows = [...desk.value.orders.map(one => row(one, true)), ...open.value.orders.map(one => row(one, false))]
  return { ok: true, value: rows, response: desk.response }
}

function row(waiting: Waiting, onDesk: boolean): Row {
  const { order, caseId, catchable, goldenUntil } = waiting
  const { number, kind, orderedAt, answerDueAt, termEndsAt, amount, currency } = order
  return { number, caseId, kind, orderedAt, answerDueAt, termEndsAt, amount, currency, catchable, goldenUntil, order, onDesk }
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

const orderPath = (caseId: string, order: string) => `/cases/${part(caseId)}/orders/${part(order)}`

export function claim(caseId: string, order: string, takingOverFrom?: string) {
  return ask<Outcome>('post', `${orderPath(caseId, order)}/claim`, { body: takingOverFrom ? { takingOverFrom } : {} })
}

export function handBack(caseId: string, order: string, why: string) {
  return ask<Outcome>('post', `${orderPath(caseId, order)}/hand-back`, { body: why ? { why } : {} })
}

/** What a person answered; the instant is left out where it is now. */
export interface Answer {
  readonly outcome: 'DONE' | 'REFUSED'
  readonly held?: string
  readonly currency?: string
  readonly reason?: string
  readonly remark?: string
}

export function answer(caseId: string, order: string, said: Answer, at: string | undefined, key: string, keepalive: boolean) {
  return ask<Outcome>('post', `${orderPath(caseId, order)}/answer`, {
    body: { ...said, ...(at ? { at } : {}) },
    headers: { 'Idempotency-Key': key },
    keepalive,
  })
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function dropStatement(caseId: string, order: string, file: File) {
  const type = /\.csv$/i.test(file.name) ? 'text/csv' : /\.xlsx$/i.test(file.name) ? XLSX : 'application/octet-stream'
  return ask<Outcome>('post', `${orderPath(caseId, order)}/statement`, {
    query: { name: file.name.slice(0, 200) },
    body: file,
    headers: { 'Content-Type': type },
  })
}

export function attachPaper(caseId: string, order: string, name: string, file: File) {
  const known = ['application/pdf', 'image/jpeg', 'image/png']
  const type = known.includes(file.type) ? file.type : 'application/octet-stream'
  return ask<Outcome>('put', `${orderPath(caseId, order)}/papers/${part(name)}`, { body: file, headers: { 'Content-Type': type } })
}

export function extendStop(caseId: string, original: string, target: object, amount: string, currency: string, reason: string) {
  return ask<Outcome>('post', `/cases/${part(caseId)}/orders`, {
    body: { kind: 'STOP_PAYMENT', target, amount, currency, original, reason },
    headers: { 'Idempotency-Key': newKey() },
  })
}

/** What the desk told its next shift. */
export interface Handover {
  readonly text: string | null
  readonly by?: string
  readonly savedAt?: string
}

export function readHandover(institution: string) {
  return ask<Handover>('get', `/institutions/${part(institution)}/handover`)
}

export function writeHandover(institution: string, text: string) {
  return ask<Handover>('put', `/institutions/${part(institution)}/handover`, { body: { text } })
}
