/** What happened in a case, as lines a person reads: each fact with its sign, its weight and the words it is told in. */
import type { components } from '@/api/contract.gen'
import type { IconName } from '@/parts/icons'

export type Fact = components['schemas']['Fact']
type Order = components['schemas']['Order']

export interface Line {
  key: string
  at: string
  icon: IconName
  /** What changed the outcome: orders out, money held, refusals, ends. */
  main: boolean
  heavy: boolean
  /** Name of the sentence under `case.fact`, and what is filled into it. */
  says: string
  order?: string
  institution?: string
  kind?: string
  target?: string
  amount?: string
  currency?: string
  reason?: string
  person?: string
  word?: string
  count?: number
  tookMs?: number
  /** Of a hold that lapsed: when somebody was told that it would end. */
  warned?: string[]
}

/** Sign and weight of each type; a type that a later version adds is shown by its name, never dropped. */
const SIGNS: Record<string, { icon: IconName; main?: boolean; heavy?: boolean }> = {
  ReportFiled: { icon: 'phone', main: true },
  PaymentsAdded: { icon: 'acct', main: true },
  LuresAdded: { icon: 'link' },
  OrderIssued: { icon: 'issued', main: true, heavy: true },
  OrderRequested: { icon: 'lock', main: true },
  OrderNotIssued: { icon: 'off', main: true },
  OrderApproved: { icon: 'lock', main: true, heavy: true },
  OrderDeclined: { icon: 'refused', main: true },
  OrderTaken: { icon: 'taken' },
  OrderDone: { icon: 'done', main: true, heavy: true },
  OrderRefused: { icon: 'refused', main: true, heavy: true },
  OrderUnknown: { icon: 'unknown', main: true },
  OrderPutOnDesk: { icon: 'desk', main: true },
  OrderClaimed: { icon: 'user' },
  OrderHandedBack: { icon: 'user' },
  OrderWithdrawn: { icon: 'off', main: true },
  FeedbackContradicted: { icon: 'warn', main: true, heavy: true },
  FindingsRecorded: { icon: 'next', main: true },
  AnswerOverdue: { icon: 'clock' },
  HoldReleased: { icon: 'done', main: true },
  HoldRenewed: { icon: 'done', main: true },
  HoldFrozen: { icon: 'lock', main: true, heavy: true },
  HoldEndingSoon: { icon: 'clock', main: true },
  HoldLapsed: { icon: 'warn', main: true, heavy: true },
  FoundUnrelated: { icon: 'tick', main: true },
  LettingGoOverdue: { icon: 'warn', main: true, heavy: true },
  PaperAttached: { icon: 'doc', main: true },
  PaperOverdue: { icon: 'warn', main: true },
  CaseFiled: { icon: 'doc', main: true, heavy: true },
  CaseSolved: { icon: 'tick', main: true, heavy: true },
  CaseClosed: { icon: 'lock', main: true, heavy: true },
  NoteAdded: { icon: 'chat', main: true },
  CaseLinked: { icon: 'chain', main: true },
}

export const KNOWN_FACTS: readonly string[] = Object.keys(SIGNS)

/** The newest first; orders that left in one act are one line. */
export function lines(facts: readonly Fact[], orders: readonly Order[]): Line[] {
  const byNumber = new Map(orders.map((order) => [order.number, order]))
  const told: Line[] = []
  const warned = new Map<string, string[]>()
  for (const fact of facts) {
    const last = told.at(-1)
    if (fact.type === 'OrderIssued' && last?.says === 'OrderIssued' && last.at === fact.at && last.person === fact.actor) {
      last.count = (last.count ?? 1) + 1
      continue
    }
    const next = line(fact, byNumber)
    if (fact.type === 'HoldEndingSoon' && next.order) warned.set(next.order, [...(warned.get(next.order) ?? []), fact.at])
    if (fact.type === 'HoldLapsed' && next.order) next.warned = warned.get(next.order) ?? []
    told.push(next)
  }
  return told.reverse()
}

function line(fact: Fact, orders: Map<string, Order>): Line {
  const event = (fact.event ?? {}) as Record<string, unknown>
  const number = text(event['orderId']) ?? text(member(event['order'], 'id')) ?? text(member(event['order'], 'number'))
  const order = number === undefined ? undefined : orders.get(number)
  const sign = SIGNS[fact.type] ?? { icon: 'doc' as const, main: true }
  const receipt = event['receipt']
  const sum = (member(receipt, 'held') ?? member(event['hold'], 'held') ?? (fact.type === 'OrderDone' ? undefined : member(event['order'], 'amount'))) as
    | { amount?: string; currency?: string }
    | undefined
  const took = fact.type === 'OrderDone' || fact.type === 'OrderRefused' ? tookMs(text(member(receipt, 'at')) ?? fact.at, order) : undefined
  return strip({
    key: fact.position + '/' + fact.version,
    at: fact.at,
    icon: sign.icon,
    main: sign.main ?? false,
    heavy: sign.heavy ?? false,
    says: fact.type,
    order: number,
    institution: fact.institution ?? order?.institution ?? undefined,
    kind: order?.kind ?? text(member(event['order'], 'kind')),
    target: order?.target.display,
    amount: sum?.amount ?? (fact.type === 'OrderRequested' || fact.type === 'OrderApproved' ? order?.amount : undefined),
    currency: sum?.currency ?? order?.currency,
    reason: text(member(receipt, 'reason')) ?? (fact.type === 'OrderNotIssued' ? text(event['reason']) : undefined),
    person: text(member(event['by'], 'name')) ?? text(member(event['note'], 'name')) ?? text(member(event['link'], 'name')) ?? fact.actor,
    word:
      text(member(receipt, 'remark')) ??
      text(event['why']) ??
      text(event['how']) ??
      text(member(event['note'], 'text')) ??
      text(member(event['link'], 'to')) ??
      text(event['policeCaseNumber']) ??
      text(event['name']) ??
      (fact.type === 'OrderNotIssued' ? undefined : text(event['reason'])),
    count: fact.type === 'FindingsRecorded' ? length(member(event['findings'], 'transfers')) : length(event['payments'] ?? event['lures']),
    tookMs: took,
  })
}

function tookMs(at: string, order: Order | undefined): number | undefined {
  if (!order) return undefined
  const ms = Date.parse(at) - Date.parse(order.orderedAt)
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function length(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : undefined
}

/** Members that are not there are left out, as exact optional types want it. */
function strip(line: { [K in keyof Line]: Line[K] | undefined }): Line {
  return Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined)) as unknown as Line
}
