/** Verifying the ledger: asked for, running, and what came of it. */
import { ask } from './ask'

export interface Verification {
  readonly state: 'never' | 'running' | 'holds' | 'broken'
  readonly checked?: number
  readonly faults?: readonly (string | { readonly says?: string; readonly position?: string; readonly what?: string })[]
  readonly startedAt?: string
  readonly endedAt?: string
}

export const ledger = {
  state: () => ask<Verification>('get', '/ledger/verification'),
  verify: () => ask<Verification>('post', '/ledger/verification'),
}
