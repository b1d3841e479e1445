import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import type { LiveFact } from './follower'
import { paced } from './paced'
import { useLive } from './store'

let scope: EffectScope
let done: number
let tell: (fact: LiveFact) => void

const fact = (type: string): LiveFact => ({ position: '1-0', caseId: 'HX-1', version: 1, type, at: '2026-11-23T08:00:00Z', actor: 'op-1' })

function each(everyMs: number, concerns?: (fact: LiveFact) => boolean, atLeastEveryMs?: number): void {
  scope.run(() => paced(() => done++, everyMs, concerns, atLeastEveryMs))
}

describe('what is done after facts', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    setActivePinia(createPinia())
    const live = useLive()
    live.standing = { is: 'live' }
    vi.spyOn(live, 'onFact').mockImplementation(listener => void (tell = listener))
    scope = effectScope()
    done = 0
  })
  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
  })

  it('is done once after the first reading, which may be of the moment before, and then rests', () => {
    each(1_000)
    vi.advanceTimersByTime(1_000)
    expect(done).toBe(1)
    vi.advanceTimersByTime(60_000)
    expect(done).toBe(1)
  })

  it('is done after a fact and once more, however many come', () => {
    each(1_000)
    vi.advanceTimersByTime(1_000)
    for (let i = 0; i < 50; i++) tell(fact('OrderDone'))
    vi.advanceTimersByTime(1_000)
    expect(done).toBe(2)
    vi.advanceTimersByTime(1_000)
    expect(done).toBe(3)
    vi.advanceTimersByTime(60_000)
    expect(done).toBe(3)
  })

  it('passes over facts that concern others', () => {
    each(1_000, one => one.type === 'HoldLapsed')
    vi.advanceTimersByTime(1_000)
    tell(fact('OrderDone'))
    vi.advanceTimersByTime(60_000)
    expect(done).toBe(1)
  })

  it('is done by the clock where the clock alone moves it', () => {
    each(1_000, () => true, 10_000)
    vi.advanceTimersByTime(11_000)
    expect(done).toBe(2)
    vi.advanceTimersByTime(10_000)
    expect(done).toBe(3)
  })

  it('is done at every turn for whoever has no feed, and never for whoever has left', () => {
    useLive().standing = { is: 'idle' }
    each(1_000)
    vi.advanceTimersByTime(5_000)
    expect(done).toBe(5)
    scope.stop()
    vi.advanceTimersByTime(5_000)
    expect(done).toBe(5)
  })
})
