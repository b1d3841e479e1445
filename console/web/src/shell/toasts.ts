import { computed, reactive } from 'vue'
import type { IconName } from '@/parts/icons'

export interface Toast {
  readonly says: string
  readonly more?: string
  readonly icon?: IconName
  /** A refusal or another thing that a person must look at: it stays until it is looked at. */
  readonly needsSomebody?: boolean
  readonly act?: { readonly says: string; readonly key?: string; readonly do: () => void }
  /** How long it stays, in milliseconds. */
  readonly stays?: number
}

export interface Shown extends Toast {
  readonly id: number
}

/** Three at most float at once. */
const MOST = 3

/** What was told and is not put away: what needs somebody until that happens, however many they are; of the rest the latest. */
export const toasts = reactive<Shown[]>([])
let last = 0

export function toast(what: Toast): number {
  const id = ++last
  toasts.push({ ...what, id })
  const passing = toasts.filter(one => !one.needsSomebody)
  for (const one of passing.slice(0, -MOST)) dismiss(one.id)
  if (!what.needsSomebody) setTimeout(() => dismiss(id), what.stays ?? 4000)
  return id
}

export function dismiss(id: number): void {
  const at = toasts.findIndex(one => one.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

/** What needs somebody comes first, the latest of it; what passes has the places that are left. */
export const floating = computed(() => {
  const needed = toasts.filter(one => one.needsSomebody)
  const bad = needed.slice(-MOST)
  const left = MOST - bad.length
  const passing = left === 0 ? [] : toasts.filter(one => !one.needsSomebody).slice(-left)
  return { passing, bad, waiting: needed.length - bad.length }
})

/** Does what the latest alert offers, or puts it away. */
export function goToLatest(): void {
  const latest = toasts.findLast(one => one.needsSomebody) ?? toasts.at(-1)
  if (!latest) return
  latest.act?.do()
  dismiss(latest.id)
}
