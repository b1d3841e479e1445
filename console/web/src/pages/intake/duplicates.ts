import { computed, onScopeDispose, shallowReactive, watch } from 'vue'
import { api, type Schemas } from '@/api/client'
import { result } from '@/api/problem'
import { houseNow } from '@/time/house-clock'
import { useIntake } from './desk'
import { bare } from './draft'
import { isExact, likenessOf, type Likeness } from './known'

export interface Duplicate {
  readonly file: Schemas['Case']
  readonly because: Likeness
}

/** The case that may be the same matter as the form: read from the newest cases that name the same accounts, and from the caller's own. */
export function useDuplicate(alsoCases: () => readonly string[]) {
  const desk = useIntake()
  const files = shallowReactive(new Map<string, Schemas['Case']>())
  const asked = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const candidates = computed(() => {
    const named = desk.draft.payments.flatMap(line => desk.seen.known.get(bare(line.payeeAccount))?.hits.filter(isExact).flatMap(hit => hit.cases.slice(0, 3)) ?? [])
    return [...new Set([...alsoCases(), ...named])].filter(id => id !== desk.draft.caseId).slice(0, 6)
  })
  watch(
    candidates,
    ids => {
      clearTimeout(timer)
      timer = setTimeout(() => ids.filter(id => !asked.has(id)).forEach(id => void read(id)), 300)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))

  async function read(caseId: string): Promise<void> {
    asked.add(caseId)
    const answer = await result(api.GET('/cases/{caseId}', { params: { path: { caseId } } }))
    if (answer.ok) files.set(caseId, answer.value)
    else if (answer.trouble.is === 'away') asked.delete(caseId)
  }

  return computed<Duplicate | undefined>(() => {
    if (desk.draft.caseId) return undefined
    for (const id of candidates.value) {
      const file = files.get(id)
      const because = file && likenessOf(desk.draft, file, houseNow())
      if (file && because) return { file, because }
    }
    return undefined
  })
}
