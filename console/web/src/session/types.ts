import type { Schemas } from '@/api/client'

/** What a person is allowed to be. */
export type Role = Schemas['RoleName']

export type Actor = Schemas['Actor']

/** Who is signed in, as the server says it; `idleSeconds` is 0 where no lock falls. */
export type SessionAnswer = Schemas['Session']
