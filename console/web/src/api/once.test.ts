import { describe, expect, it } from 'vitest'
import { once } from './once'
import type { Result } from './problem'

const done: Result<string> = { ok: true, value: 'done', response: new Response() }
const away: Result<string> = { ok: false, trouble: { is: 'away' } }
const refused = (status: number): Result<string> => ({ ok: false, trouble: { is: 'refused', status, problem: { type: '', title: '', status, detail: '', instance: '', errors: [] } } })

/** The keys under which the same words went, each with its answer. */
async function keys(words: string, answers: readonly Result<string>[], minutes = 0): Promise<string[]> {
  const used: string[] = []
  for (const [at, answer] of answers.entries()) {
    await once([words], key => {
      used.push(key)
      return Promise.resolve(answer)
    }, at * minutes * 60_000)
  }
  return used
}

describe('a call that does its work once', () => {
  it('goes under the same key until it is answered', async () => {
    const used = await keys('freeze', [away, refused(503), refused(401), done, done])

    expect(new Set(used.slice(0, 4)).size).toBe(1)
    expect(used[4]).not.toBe(used[0])
  })

  it('is one call for two hands that press at once', async () => {
    const used: string[] = []
    const slow = (key: string) => {
      used.push(key)
      return new Promise<Result<string>>(settle => setTimeout(() => settle(done), 1))
    }
    await Promise.all([once(['note', 'a'], slow), once(['note', 'a'], slow), once(['note', 'b'], slow)])

    expect(used[0]).toBe(used[1])
    expect(used[2]).not.toBe(used[0])
  })

  it('that was refused may be meant anew, and so may one that nobody answered for long', async () => {
    for (const used of [await keys('release', [refused(409), done]), await keys('link', [away, done], 11)]) expect(used[0]).not.toBe(used[1])
  })
})
