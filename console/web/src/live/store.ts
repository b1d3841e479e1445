import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowReactive, shallowRef } from 'vue'
import { credentials } from '@/api/credentials'
import { useSession } from '@/session/store'
import { houseNow } from '@/time/house-clock'
import { Follower, type LineNotice, type LiveFact, type Standing } from './follower'

type Listener = (fact: LiveFact) => void

/** The live feed of this desk: one connection, any number of listeners, and an honest word on how fresh the screen is. */
export const useLive = defineStore('live', () => {
  const session = useSession()
  const standing = shallowRef<Standing>({ is: 'idle' })
  /** The server's time of the last moment at which the screen was known to be fresh. */
  const freshAt = ref(houseNow())
  const generation = ref(0)
  const listeners = new Set<Listener>()
  const lineListeners = new Set<(notice: LineNotice) => void>()

  const follower = new Follower(
    {
      fact: fact => listeners.forEach(listener => listener(fact)),
      line: notice => lineListeners.forEach(listener => listener(notice)),
      standing: now => {
        if (now.is === 'offline' && standing.value.is !== 'offline') freshAt.value = now.since
        standing.value = now
      },
      anew: () => generation.value++,
      failed: () => void whyLost(),
    },
    {
      open: url => new EventSource(url),
      now: houseNow,
      later: (what, ms) => setTimeout(what, ms),
      cancel: timer => clearTimeout(timer as ReturnType<typeof setTimeout>),
    },
  )

  /** An event source does not tell why it failed: whether the session ended or the place is unknown has to be asked. */
  async function whyLost(): Promise<void> {
    const place = follower.at
    if (!place) return void session.resume()
    const gone = new AbortController()
    try {
      const answer = await fetch(`/api/feed?after=${encodeURIComponent(place)}`, { signal: gone.signal })
      if (answer.status === 401) await session.resume()
      if (answer.status === 409) follower.forgetPlace()
    } catch {
      // Away: the follower tries again by itself.
    } finally {
      gone.abort()
    }
  }

  /** Views that show something older because it could not be read anew, and of when it is. */
  const late = shallowReactive(new Map<symbol, number>())
  const behindSince = computed(() => (late.size === 0 ? undefined : Math.min(...late.values())))
  const behind = (view: symbol, readAt: number): unknown => late.set(view, readAt)
  const upToDate = (view: symbol): boolean => late.delete(view)

  function start(): void {
    // Whoever may not follow has no feed, and so none that is lost.
    if (!session.has('OPERATOR', 'BANK_LIAISON', 'TELECOM_STAFF', 'ANALYST', 'SUPERVISOR', 'AUDITOR')) return
    follower.start()
  }

  function stop(): void {
    follower.stop()
  }

  /** Listens for as long as the part that asks is on the screen. */
  function onFact(listener: Listener): void {
    listeners.add(listener)
    onScopeDispose(() => listeners.delete(listener))
  }

  function onLine(listener: (notice: LineNotice) => void): void {
    lineListeners.add(listener)
    onScopeDispose(() => lineListeners.delete(listener))
  }

  globalThis.addEventListener?.('online', () => follower.hurry())
  globalThis.addEventListener?.('offline', () => follower.doubt())
  credentials.away = () => follower.doubt()

  const offline = computed(() => standing.value.is === 'offline')
  const fresh = computed(() => standing.value.is === 'live')
  return { standing, offline, fresh, freshAt, generation, behindSince, behind, upToDate, start, stop, onFact, onLine, hurry: () => follower.hurry() }
})
