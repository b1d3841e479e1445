import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { credentials } from '@/api/credentials'

/** One earlier report of the same caller. */
export interface EarlierReport {
  readonly caseId: string
  readonly receivedAt: string
  readonly kind: string
}

/** What is known of a caller: undefined reports are being read, could not be, or are not asked for because the number is too short. */
export interface CallerHistory {
  readonly reports: ShallowRef<readonly EarlierReport[] | undefined>
  readonly reading: Ref<boolean>
  readonly failed: Ref<boolean>
  again(): void
}

/** The earlier reports of a number, the newest first, read while it is typed. */
export function useCallerHistory(number: () => string, own: () => string | undefined): CallerHistory {
  const reports = shallowRef<readonly EarlierReport[]>()
  const reading = ref(false)
  const failed = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  function ask(typed: string): void {
    clearTimeout(timer)
    reports.value = undefined
    failed.value = false
    reading.value = typed.replace(/\D/g, '').length >= 7
    if (!reading.value) return
    timer = setTimeout(async () => {
      const found = await read(typed)
      if (number() !== typed) return
      reading.value = false
      failed.value = found === undefined
      reports.value = found?.filter(one => one.caseId !== own())
    }, 80)
  }
  watch(number, ask, { immediate: true })
  onScopeDispose(() => clearTimeout(timer))
  return { reports, reading, failed, again: () => ask(number()) }
}

async function read(number: string): Promise<EarlierReport[] | undefined> {
  try {
    const response = await fetch(`/api/callers?number=${encodeURIComponent(number)}`, { headers: { 'Accept-Language': credentials.language } })
    return response.ok ? ((await response.json()) as { cases: EarlierReport[] }).cases : undefined
  } catch {
    return undefined
  }
}
