/** The administration of a centre, as the house answers it. */
import { ask, part } from './ask'

export type Level = 'STATION' | 'COUNTY' | 'CITY'

export interface User {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly institution?: string | null
  readonly unit?: { readonly name: string; readonly level: Level } | null
  readonly disabled: boolean
  readonly passwordMustChange: boolean
}

/** A password that is told once. */
export interface Given {
  readonly user: User
  readonly password: string
}

export interface UserForm {
  readonly name: string
  readonly roles: readonly string[]
  readonly institution?: string
  readonly unit?: { readonly name: string; readonly level: Level }
}

export interface Rule {
  readonly kind: string
  readonly answerWithin: string
  readonly term?: string
  readonly majorTerm?: string
  readonly mostPerTarget?: number
  readonly mostPerDay?: number
  readonly approval?: { readonly role: string; readonly level: string }
  readonly needsFiledCase: boolean
  /** Without `dueWithin` it is needed before the order leaves. */
  readonly papers: readonly { readonly name: string; readonly dueWithin?: string }[]
}

/** The law in force; lengths of time are ISO 8601. */
export interface Rulebook {
  readonly jurisdiction: string
  readonly version: string
  readonly zone: string
  readonly goldenTime: string
  readonly unfreezeWithin: string
  readonly objection: string
  readonly kinds: readonly Rule[]
}

export interface Protected {
  readonly key: string
  readonly kind: string
  readonly value: string
  readonly reason: string
  /** Protected at a screen; what ships, or stands in the centre's file, nobody takes off here. */
  readonly own: boolean
}

/** What came of knocking at every channel of an institution. */
export interface Tested {
  readonly works: boolean
  readonly says: string
  readonly adapter: boolean
  readonly channels: readonly { readonly channel: string; readonly state: 'reached' | 'not-reached' | 'nothing-to-try'; readonly tookMs: number; readonly says?: string }[]
}

export const admin = {
  users: () => ask<{ users: User[] }>('get', '/users'),
  addUser: (id: string, form: UserForm) => ask<Given>('post', '/users', { body: { id, ...form } }),
  changeUser: (id: string, form: UserForm, disabled: boolean) => ask<User>('put', `/users/${part(id)}`, { body: { ...form, disabled } }),
  newPassword: (id: string) => ask<Given>('post', `/users/${part(id)}/password`),
  rulebook: () => ask<Rulebook>('get', '/rulebook'),
  protectedList: () => ask<{ protected: Protected[] }>('get', '/protected'),
  protect: (kind: string, value: string, reason: string) => ask<unknown>('post', '/protected', { body: { [kind]: value, reason } }),
  unprotect: (key: string) => ask<unknown>('delete', '/protected', { query: { key } }),
  test: (institution: string) => ask<Tested>('post', `/institutions/${part(institution)}/test`),
}
