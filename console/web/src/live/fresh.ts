import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { Result, Trouble } from '@/api/problem'
import { useSession } from '@/session/store'
import { useLive } from './store'
import type { LiveFact } from './follower'

/** A view of the server that is read again when something happens that concerns it. */
export interface Fresh<T> {
  readonly value: Ref<T | undefined>
  readonly trouble: Ref<Trouble | undefined>
  /** Nothing is there yet, and it is being read. */
  readonly loading: Ref<boolean>
  readonly tries: Ref<number>
  readonly retryAt: Ref<number>
  readonly readAt: Ref<number>
  again(): Promise<void>
}

/**
 * Reads, and reads again when a fact that `concerns` it arrives, when the feed was away and came back, and when `of` changes. Facts that come
 * together lead to one reading. What is shown stays while it is read again; after a failure it tries by itself.
 */
export function fresh<T>(read: () => Promise<Result<T>> | undefined, concerns: (fact: LiveFact) => boolean, of: () => unknown = () => 0): Fresh<T> {
  const live = useLive()
  const session = useSession()
  const value = shallowRef<T>()
  const trouble = shallowRef<Trouble>()
  const loading = ref(true)
  const tries = ref(0)
  const retryAt = ref(0)
  const readAt = ref(0)
  const view = Symbol('view')
  let turn = 0
  let reading = false
  let left = false
  let wanted = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let gathering: ReturnType<typeof setTimeout> | undefined

  async function again(): Promise<void> {
    clearTimeout(timer)
    if (left) return
    if (reading) {
      wanted = true
      return
    }
    const mine = ++turn
    const call = read()
    if (!call) {
      value.value = undefined
      trouble.value = undefined
      loading.value = false
      return
    }
    reading = true
    const answer = await call
    reading = false
    if (mine !== turn) {
      wanted = false
      return void again()
    }
    loading.value = false
    if (answer.ok) {
      value.value = answer.value
      trouble.value = undefined
      tries.value = 0
      readAt.value = Date.now()
      live.upToDate(view)
    } else {
      trouble.value = answer.trouble
      tries.value++
      if (value.value !== undefined) live.behind(view, readAt.value)
      if (answer.trouble.is === 'away' || answer.trouble.status >= 500 || answer.trouble.status === 429) {
        const pause = Math.min(10_000, 1000 * 2 ** tries.value)
        retryAt.value = Date.now() + pause
        timer = setTimeout(() => void again(), pause)
      }
    }
    if (wanted) {
      wanted = false
      void again()
    }
  }

  // Facts that come without a pause must not put the reading off for ever: the first of them sets the time.
  function soon(): void {
    gathering ??= setTimeout(() => {
      gathering = undefined
      void again()
    }, 50)
  }

  live.onFact(fact => {
    if (concerns(fact)) soon()
  })
  watch(of, () => {
    turn++
    // What could not be read was another one.
    value.value = undefined
    trouble.value = undefined
    tries.value = 0
    live.upToDate(view)
    loading.value = true
    void again()
  })
  watch(() => [live.fresh, live.generation] as const, ([is], [was]) => {
    if (is && !was && readAt.value) soon()
  })
  // What was asked for behind a lock, or after a session had ended, was refused: whoever is back reads it anew.
  watch(
    () => session.state,
    (is, was) => {
      if (is === 'in' && (was === 'locked' || was === 'expired')) soon()
    },
  )
  onScopeDispose(() => {
    left = true
    turn++
    live.upToDate(view)
    clearTimeout(timer)
    clearTimeout(gathering)
  })
  void again()
  return { value, trouble, loading, tries, retryAt, readAt, again }
}
