/** Verifying the ledger: asked for, running, and what came of it. */
import { api } from './client'
import { result } from './problem'

export const ledger = {
  state: () => result(api.GET('/ledger/verification')),
  verify: () => result(api.POST('/ledger/verification')),
}
