import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import type { Result } from '@/api/problem'
import { useSession } from '@/session/store'
import { fresh, type Fresh } from './fresh'
import { useLive } from './store'

let scope: EffectScope
let answers: Result<string>[]
let asked: number

const good = (value: string): Result<string> => ({ ok: true, value, response: new Response() })
const away: Result<string> = { ok: false, trouble: { is: 'away' } }
const locked: Result<string> = { ok: false, trouble: { is: 'refused', status: 401, problem: { type: '', title: '', status: 401, detail: '', instance: '', errors: [] } } }

function view(): Fresh<string> {
  return scope.run(() => fresh(() => {
    asked++
    return Promise.resolve(answers.shift() ?? away)
  }, () => false))!
}

describe('a view that is read again', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    setActivePinia(createPinia())
    useSession().state = 'in'
    scope = effectScope()
    asked = 0
  })
  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
  })

  it('says that it stands as it was, until it is read or left', async () => {
    answers = [good('then'), away, good('now'), away]
    const read = view()
    await vi.advanceTimersByTimeAsync(0)
    expect(useLive().behindSince).toBeUndefined()

    void read.again()
    await vi.advanceTimersByTimeAsync(0)
    expect([read.value.value, useLive().behindSince]).toEqual(['then', read.readAt.value])

    await vi.advanceTimersByTimeAsync(2_000)
    expect([read.value.value, useLive().behindSince]).toEqual(['now', undefined])

    void read.again()
    await vi.advanceTimersByTimeAsync(0)
    scope.stop()
    expect(useLive().behindSince).toBeUndefined()
  })

  it('is read when its person is back at the desk', async () => {
    answers = [locked, good('read')]
    useSession().state = 'locked'
    const read = view()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([read.value.value, asked]).toEqual([undefined, 1])

    useSession().state = 'in'
    await vi.advanceTimersByTimeAsync(100)
    expect(read.value.value).toBe('read')
  })

  it('does not say of one thing that another could not be read', async () => {
    const which = ref('one')
    let tell: (answer: Result<string>) => void = () => {}
    const other = new Promise<Result<string>>(done => (tell = done))
    const read = scope.run(() => fresh(() => (which.value === 'one' ? Promise.resolve(away) : other), () => false, () => which.value))!
    await vi.advanceTimersByTimeAsync(0)
    expect(read.trouble.value).toEqual({ is: 'away' })

    which.value = 'other'
    await nextTick()
    expect([read.trouble.value, read.loading.value]).toEqual([undefined, true])
    tell(good('the other'))
    await vi.advanceTimersByTimeAsync(0)
    expect(read.value.value).toBe('the other')
  })

  it('asks for nothing once it is left', async () => {
    answers = []
    view()
    scope.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toBe(1)
  })
})
