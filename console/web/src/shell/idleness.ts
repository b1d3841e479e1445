import { onScopeDispose } from 'vue'
import { useSession } from '@/session/store'

/** Locks the desk when nobody touched it for as long as the server allows; every touch counts, in any window of the page. */
export function watchForIdleness(): void {
  const session = useSession()
  let touched = Date.now()
  const touch = () => (touched = Date.now())
  const kinds = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
  kinds.forEach(kind => globalThis.addEventListener(kind, touch, { passive: true, capture: true }))
  const timer = setInterval(() => {
    if (session.state !== 'in') touch()
    else if (Date.now() - touched > session.idleSeconds * 1000) session.lock()
  }, 1000)
  onScopeDispose(() => {
    clearInterval(timer)
    kinds.forEach(kind => globalThis.removeEventListener(kind, touch, { capture: true }))
  })
}
