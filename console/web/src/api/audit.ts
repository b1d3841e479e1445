/** The audit trail as the house answers it. */
import { ask, part } from './ask'

export interface Entry {
  readonly at: string
  readonly who: string
  readonly name: string
  readonly role: readonly string[]
  readonly institution?: string
  readonly way: 'session' | 'token' | 'nobody'
  readonly from: string
  readonly kind: 'act' | 'read'
  readonly what: string
  readonly operation: string
  readonly outcome: 'done' | 'refused' | 'failed'
  readonly caseId?: string
  readonly subject?: string
  readonly reason?: string
}

/** Narrows the trail; what is empty is not asked for. */
export type Filter = Readonly<Partial<Record<'from' | 'to' | 'who' | 'caseId' | 'kind' | 'after', string>>>

function given(filter: Filter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as Record<string, string>
}

export const audit = {
  /** Who looked at a case, and did something in it. */
  looks: (caseId: string) => ask<{ entries: Entry[] }>('get', `/cases/${part(caseId)}/looks`),
  read: (filter: Filter) => ask<{ entries: Entry[]; next?: string | null }>('get', '/audit', { query: given(filter) }),
  /** Where the same lines are as a sheet. */
  sheet: (filter: Filter) => `/api/audit/export?${new URLSearchParams(given(filter)).toString()}`,
}
