/** The audit trail. */
import { api, type Schemas } from './client'
import { result } from './problem'

export type Entry = Schemas['AuditEntry']

/** Narrows the trail; what is empty is not asked for. */
export interface Filter {
  readonly from?: string
  readonly to?: string
  readonly who?: string
  readonly caseId?: string
  readonly kind?: Entry['kind'] | ''
  readonly after?: string
}
type Given = { -readonly [name in keyof Filter]: Exclude<Filter[name], ''> }

function given(filter: Filter): Given {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as Given
}

export const audit = {
  /** Who looked at a case, and did something in it. */
  looks: (caseId: string) => result(api.GET('/cases/{caseId}/looks', { params: { path: { caseId } } })),
  read: (filter: Filter) => result(api.GET('/audit', { params: { query: given(filter) } })),
  /** Where the same lines are as a sheet. */
  sheet: (filter: Filter) => `/api/audit/export?${new URLSearchParams(given(filter)).toString()}`,
}
