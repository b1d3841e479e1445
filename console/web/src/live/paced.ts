import { onScopeDispose } from 'vue'
import { useLive } from './store'
import type { LiveFact } from './follower'

/**
 * Does something at most once in so many milliseconds after facts that concern it: for figures that every fact moves a little. What the
 * server reckons follows its facts by a moment, so a reading at once may be of the moment before: each is followed by one more. Whoever has
 * no feed is told at every turn.
 *
 * @param atLeastEveryMs for what moves by the clock alone, such as what is late
 */
export function paced(what: () => unknown, everyMs: number, concerns: (fact: LiveFact) => boolean = () => true, atLeastEveryMs = Infinity): void {
  let owed = 1
  let quietMs = 0
  const live = useLive()
  live.onFact(fact => {
    if (concerns(fact)) owed = 2
  })
  const timer = setInterval(() => {
    quietMs += everyMs
    if (owed === 0 && live.standing.is !== 'idle' && quietMs < atLeastEveryMs) return
    owed = Math.max(0, owed - 1)
    quietMs = 0
    void what()
  }, everyMs)
  onScopeDispose(() => clearInterval(timer))
}
