import { newKey } from './client'
import type { Result } from './problem'

/** After this long the same words are meant anew. */
const MEANT_MS = 10 * 60_000

const open = new Map<string, { readonly key: string; readonly at: number }>()

/**
 * A call that does its work once, however often it is made: the same words go under the same key until the house has answered them. So a
 * second press, and another try after a lost answer, do nothing twice.
 */
export async function once<T>(words: readonly unknown[], call: (key: string) => Promise<Result<T>>, now = Date.now()): Promise<Result<T>> {
  const name = JSON.stringify(words)
  const before = open.get(name)
  const { key } = before && now - before.at < MEANT_MS ? before : { key: newKey() }
  open.set(name, { key, at: now })
  const answered = await call(key)
  if (isSettled(answered) && open.get(name)?.key === key) open.delete(name)
  return answered
}

/** What was not looked at, for nobody was signed in or too much came at once, says nothing about an earlier try. */
function isSettled(answered: Result<unknown>): boolean {
  return answered.ok || (answered.trouble.is === 'refused' && answered.trouble.status < 500 && ![401, 429].includes(answered.trouble.status))
}
