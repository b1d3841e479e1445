import { computed, onScopeDispose, ref, type Ref } from 'vue'

/** How far the server's clock is ahead of this machine's, in milliseconds, and how sure that is. */
let offset = 0
let certainty = Number.POSITIVE_INFINITY

/** The server's clock now, in milliseconds since 1970. All clocks of the desk are drawn with it. */
export function houseNow(): number {
  return Date.now() + offset
}

/** Learns from the `Date` of an answer, which is cut to a second and so never better than half of one. */
export function observe(date: string | null): void {
  const at = date ? Date.parse(date) : Number.NaN
  if (Number.isNaN(at)) return
  learn(at + 500, Date.now(), 500)
}

/** Learns from an exact instant of the server in the answer to a request sent at `sentAt`; half of the way there and back is the doubt. */
export function observeExact(asOf: string, sentAt: number): void {
  const at = Date.parse(asOf)
  const now = Date.now()
  if (!Number.isNaN(at)) learn(at, (sentAt + now) / 2, (now - sentAt) / 2)
}

function learn(house: number, here: number, doubt: number): void {
  const measured = house - here
  // A drift beyond both doubts means that one of the clocks was set: believe the newer measure.
  if (doubt <= certainty || Math.abs(measured - offset) > doubt + certainty) {
    offset = measured
    certainty = doubt
  }
}

const second = ref(houseNow())
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The server's clock, ticking once a second for as long as somebody looks. */
export function useNow(): Ref<number> {
  if (watchers++ === 0) {
    second.value = houseNow()
    timer = setInterval(() => (second.value = houseNow()), 1000)
  }
  onScopeDispose(() => {
    if (--watchers === 0) clearInterval(timer)
  })
  return computed(() => second.value)
}
