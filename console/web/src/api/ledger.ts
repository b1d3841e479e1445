/** Verifying the ledger: asked for, running, and what came of it. */
import { ask } from './ask'

export interface Verification {
  readonly state: 'never' | 'running' | 'holds' | 'broken' | 'failed'
  /** Facts looked at, and of them those that seals cover. */
  readonly checked: number
  readonly cases: number
  readonly seals: number
  readonly sealed: number
  readonly faults: readonly string[]
  readonly notes: readonly string[]
  readonly startedAt?: string
  readonly endedAt?: string
  readonly by?: string
  /** Why it could not be finished. */
  readonly trouble?: string
}

export const ledger = {
  state: () => ask<Verification>('get', '/ledger/verification'),
  verify: () => ask<Verification>('post', '/ledger/verification'),
}
