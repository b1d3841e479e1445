/** The lists that a supervisor, a wallboard and a desk look at. */
import { api, type Schemas } from './client'
import { result } from './problem'

export type Catchable = Schemas['Catchable']
export type OfCase = Schemas['OrderOfCase']
export type Approval = Schemas['Approvals']['approvals'][number]
export type Figures = Schemas['Figures']
export type Hour = Figures['hours'][number]
export type Speed = Figures['institutions'][number]
export type Happening = Figures['events'][number]
export type CaseLine = Schemas['CaseLine']
export type Seat = Schemas['Seats']['seats'][number]

/** What the list of cases is narrowed to, and where its next page begins. */
export interface CaseFilter {
  readonly q?: string | undefined
  readonly state?: Schemas['CaseStatus'] | undefined
  readonly after?: string | undefined
}

export const board = {
  /** Who is signed in, and at which desk. */
  seats: () => result(api.GET('/seats')),
  approvals: () => result(api.GET('/approvals')),
  /** Of money alone, or of cut numbers and links as well. */
  holds: (within: string, what: 'money' | 'all' = 'money') => result(api.GET('/holds', { params: { query: { within, what } } })),
  /** Every open order, the late ones too. */
  unanswered: () => result(api.GET('/unanswered', { params: { query: { what: 'all' } } })),
  figures: () => result(api.GET('/figures')),
  cases: ({ q, state, after }: CaseFilter) => result(api.GET('/cases', { params: { query: { ...(q ? { q } : {}), ...(state ? { state } : {}), ...(after ? { after } : {}) } } })),
}
