/** The lists that a supervisor, a wallboard and a desk look at, as the house answers them. */
import { ask } from './ask'
import type { Schemas } from './client'

/** Of which moment a list tells, and whether it is still being made up. */
export interface AsOf {
  readonly asOf: string | null
  readonly catchingUp: boolean
}

/** How much of an order's money is probably still there; `share` in percent. */
export interface Catchable {
  readonly share: number
  readonly amount: string
  readonly currency?: string
  readonly because: string
}

export interface OfCase {
  readonly caseId: string
  readonly order: Schemas['Order']
  readonly lateS?: number
  readonly catchable?: Catchable
}

export interface Approval {
  readonly caseId: string
  readonly status: string
  readonly kind: string
  readonly order: Schemas['Order']
  readonly why: string
  readonly second?: { readonly role: string; readonly level: string }
  readonly papersMissing: readonly string[]
  readonly may: boolean
  readonly because?: string
}

export interface Speed {
  readonly id: string
  readonly open: number
  readonly onDesk: number
  readonly late: number
  readonly oldestOpenAt?: string
  readonly answered: number
  readonly p50Ms?: number
  readonly p90Ms?: number
  readonly answerWithinS: number
}

export interface Happening {
  readonly at: string
  readonly type: string
  readonly caseId: string
  readonly orderId?: string
  readonly kind?: Schemas['OrderKind']
  readonly institution?: string
  readonly amount?: string
  readonly currency?: string
}

export interface Figures extends AsOf {
  readonly calls: number
  readonly orders: readonly { readonly state: Schemas['OrderState']; readonly count: number }[]
  readonly sums: readonly Schemas['Sum'][]
  readonly casesWithHold: number
  readonly toHoldMedianS?: number
  readonly awaiting: number
  readonly late: number
  readonly holds: number
  readonly institutions: readonly Speed[]
  readonly events: readonly Happening[]
}

export interface CaseLine {
  readonly caseId: string
  readonly status: Schemas['CaseStatus']
  readonly kind: string
  readonly caller: { readonly name: string; readonly phone: string }
  readonly receivedAt: string
  readonly sums: readonly Schemas['Sum'][]
  readonly goldenUntil?: string
  readonly openOrders: number
  readonly standingHolds: number
  readonly awaiting: number
}

export interface Seat {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly institution?: string
  readonly since: string
  readonly usedAt: string
  readonly locked: boolean
}

export const board = {
  /** Who is signed in, and at which desk. */
  seats: () => ask<{ seats: Seat[] }>('get', '/seats'),
  approvals: () => ask<AsOf & { approvals: Approval[] }>('get', '/approvals'),
  /** Of money alone, or of cut numbers and links as well. */
  holds: (within: string, what: 'money' | 'all' = 'money') => ask<AsOf & { holds: OfCase[] }>('get', '/holds', { query: { within, what } }),
  /** Every open order, the late ones too. */
  unanswered: () => ask<AsOf & { orders: OfCase[] }>('get', '/unanswered', { query: { what: 'all' } }),
  figures: () => ask<Figures>('get', '/figures'),
  cases: (filter: Readonly<Record<string, string | undefined>>) => ask<AsOf & { cases: CaseLine[]; next: string | null }>('get', '/cases', { query: filter }),
}
