/** The administration of a centre. */
import { api, type Schemas } from './client'
import { result } from './problem'

export type User = Schemas['User']
export type Level = Schemas['Unit']['level']
/** What a person is, but for the id and whether they may sign in. */
export type UserForm = Omit<Schemas['NewUser'], 'id'>
export type Protected = Schemas['ProtectedEntry']
/** Of what is protected exactly one is named. */
export type ProtectedKind = Exclude<keyof Schemas['NewProtected'], 'reason'>

export const admin = {
  users: () => result(api.GET('/users')),
  addUser: (id: string, form: UserForm) => result(api.POST('/users', { body: { id, ...form } })),
  changeUser: (userId: string, form: UserForm, disabled: boolean) => result(api.PUT('/users/{userId}', { params: { path: { userId } }, body: { ...form, disabled } })),
  newPassword: (userId: string) => result(api.POST('/users/{userId}/password', { params: { path: { userId } } })),
  rulebook: () => result(api.GET('/rulebook')),
  protectedList: () => result(api.GET('/protected')),
  protect: (kind: ProtectedKind, value: string, reason: string) => result(api.POST('/protected', { body: { [kind]: value, reason } })),
  unprotect: (key: string) => result(api.DELETE('/protected', { params: { query: { key } } })),
  test: (institutionId: string) => result(api.POST('/institutions/{institutionId}/test', { params: { path: { institutionId } } })),
}
