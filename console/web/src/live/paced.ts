import { onScopeDispose } from 'vue'
import { useLive } from './store'
import type { LiveFact } from './follower'

/**
 * Does something at most once in so many milliseconds after facts that concern it: for figures that every fact moves a little. Whoever has
 * no feed is told at every turn.
 */
export function paced(what: () => unknown, everyMs: number, concerns: (fact: LiveFact) => boolean = () => true): void {
  let due = false
  const live = useLive()
  live.onFact(fact => {
    if (concerns(fact)) due = true
  })
  const timer = setInterval(() => {
    if (!due && live.standing.is !== 'idle') return
    due = false
    void what()
  }, everyMs)
  onScopeDispose(() => clearInterval(timer))
}
