import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { credentials } from '@/api/credentials'

/** One earlier report of the same caller. */
export interface EarlierReport {
  readonly caseId: string
  readonly receivedAt: string
  readonly kind: string
}

/** The earlier reports of a number, the newest first, read while it is typed; undefined while nobody can say. */
export function useCallerHistory(number: () => string, own: () => string | undefined): ShallowRef<readonly EarlierReport[] | undefined> {
  const reports = shallowRef<readonly EarlierReport[]>()
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    number,
    typed => {
      clearTimeout(timer)
      reports.value = undefined
      if (typed.replace(/\D/g, '').length < 7) return
      timer = setTimeout(async () => {
        const found = await read(typed)
        if (number() === typed) reports.value = found?.filter(one => one.caseId !== own())
      }, 80)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return reports
}

async function read(number: string): Promise<EarlierReport[] | undefined> {
  try {
    const response = await fetch(`/api/callers?number=${encodeURIComponent(number)}`, { headers: { 'Accept-Language': credentials.language } })
    return response.ok ? ((await response.json()) as { cases: EarlierReport[] }).cases : undefined
  } catch {
    return undefined
  }
}
