import { reactive } from 'vue'
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

/** What floats at the lower right: three at most, the oldest that needs nobody goes first. */
export const toasts = reactive<Shown[]>([])
let last = 0

export function toast(what: Toast): number {
  const id = ++last
  toasts.push({ ...what, id })
  while (toasts.length > 3) {
    const spare = toasts.findIndex(one => !one.needsSomebody)
    toasts.splice(spare >= 0 ? spare : 0, 1)
  }
  if (!what.needsSomebody) setTimeout(() => dismiss(id), what.stays ?? 4000)
  return id
}

export function dismiss(id: number): void {
  const at = toasts.findIndex(one => one.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

/** Does what the latest alert offers, or puts it away. */
export function goToLatest(): void {
  const latest = toasts.findLast(one => one.needsSomebody) ?? toasts.at(-1)
  if (!latest) return
  latest.act?.do()
  dismiss(latest.id)
}
