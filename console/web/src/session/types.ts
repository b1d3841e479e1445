/** What a person is allowed to be. */
export type Role = 'OPERATOR' | 'BANK_LIAISON' | 'TELECOM_STAFF' | 'ANALYST' | 'SUPERVISOR' | 'AUDITOR' | 'ADMIN' | 'MONITOR' | 'MACHINE'

export interface Actor {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly institution?: string
  readonly unit?: { readonly name: string; readonly level: string }
}

/** Who is signed in, as the server says it; `idleSeconds` is 0 where no lock falls. */
export interface SessionAnswer {
  readonly actor: Actor
  readonly csrf: string
  readonly idleSeconds: number
  readonly passwordMustChange?: boolean
}
