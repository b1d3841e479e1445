import { computed, ref } from 'vue'
import { api } from '@/api/client'
import { result } from '@/api/problem'
import { goldenBandsOf, minutesOf } from './clock'

const AGAIN_MS = 3_000

/** Golden time of the law in force, in minutes. Until it is read nobody knows it, and no clock that needs it has a colour. */
export const goldenMinutes = ref<number>()
export const goldenBands = computed(() => (goldenMinutes.value === undefined ? undefined : goldenBandsOf(goldenMinutes.value)))

let asked: Promise<void> | undefined

/** Reads it; once, for a house does not change its law while it runs. While the server is away it is tried again. */
export function readGolden(): Promise<void> {
  asked ??= (async () => {
    const answer = await result(api.GET('/rulebook'))
    if (answer.ok) {
      goldenMinutes.value = minutesOf(answer.value.goldenTime)
      return
    }
    asked = undefined
    if (answer.trouble.is === 'away' || answer.trouble.status >= 500) setTimeout(() => void readGolden(), AGAIN_MS)
  })()
  return asked
}
