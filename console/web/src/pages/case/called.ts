/** What people are called: facts and orders say who by an id, and the history of a case brings the names. */
import type { Case, Fact } from './calls'

export type Called = ReadonlyMap<string, string>

export function calledIn(facts: readonly Pick<Fact, 'actor' | 'actorName'>[], notes: Case['notes'] = []): Called {
  return new Map([
    ...notes.flatMap(one => (one.name ? [[one.by, one.name] as const] : [])),
    ...facts.flatMap(one => (one.actorName ? [[one.actor, one.actorName] as const] : [])),
  ])
}
