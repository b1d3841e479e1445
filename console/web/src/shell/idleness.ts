import { onScopeDispose } from 'vue'
import { useSession } from '@/session/store'

const signEveryMost = 60_000

/**
 * Locks the desk when nobody touched it for as long as the server allows. Every touch counts; the server, which sees requests only, is told of
 * one a minute, or sooner where the lock comes sooner, so that it never locks out a person who reads and types.
 */
export function watchForIdleness(): void {
  const session = useSession()
  let touched = Date.now()
  let told = Date.now()
  const touch = () => (touched = Date.now())
  const kinds = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
  kinds.forEach(kind => globalThis.addEventListener(kind, touch, { passive: true, capture: true }))
  const timer = setInterval(() => {
    if (session.state !== 'in' || session.idleSeconds === 0) return touch()
    if (Date.now() - touched > session.idleSeconds * 1000) return session.lock()
    if (touched > told && Date.now() - told > Math.min(signEveryMost, session.idleSeconds * 250)) {
      told = Date.now()
      void session.resume()
    }
  }, 1000)
  onScopeDispose(() => {
    clearInterval(timer)
    kinds.forEach(kind => globalThis.removeEventListener(kind, touch, { capture: true }))
  })
}
