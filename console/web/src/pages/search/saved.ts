/** Searches that somebody wants to do again, kept by the house. Those that this browser kept before are brought there once. */
import { ref, shallowRef } from 'vue'
import { api, type Schemas } from '@/api/client'
import { result, type Result, type Trouble } from '@/api/problem'
import { remember, remembered } from '@/i18n'
import { sayTrouble } from '@/parts/trouble'
import { toast } from '@/shell/toasts'
import { fromQuery, toQuery } from './facets'
import { t } from './words'

export type Kept = Schemas['KeptSearch']
type Search = Schemas['SavedSearch']

/** A search that is being given a name: one that is kept already, or a new one. */
export interface Naming {
  readonly of?: Kept
  readonly saved: Search
  readonly name: string
}

export const NAME_LONGEST = 120
const MOST = 50
const HERE = 'haltline.searches'

export function useSaved() {
  const saved = ref<Kept[]>()
  const trouble = ref<Trouble>()
  const naming = shallowRef<Naming>()

  async function read(): Promise<void> {
    const answer = await result(api.GET('/searches'))
    trouble.value = answer.ok ? undefined : answer.trouble
    if (!answer.ok) return
    saved.value = answer.value.searches
    await bringThere()
  }

  /** Keeps one, anew or under the id that it has; what was kept last stands first. */
  async function keep(search: Search, searchId: string = crypto.randomUUID()): Promise<boolean> {
    const answer = await result(api.PUT('/searches/{searchId}', { params: { path: { searchId } }, body: search }))
    if (!told(answer, t('save'))) return false
    saved.value = [answer.value, ...(saved.value ?? []).filter(one => one.searchId !== searchId)].slice(0, MOST)
    return true
  }

  /** Keeps what was being named. What could not be kept stays to be named. */
  async function named(name: string): Promise<void> {
    const now = naming.value
    if (!now || !name) return
    const unchanged = now.of !== undefined && now.of.saved.name === name
    if (unchanged || (await keep({ ...now.saved, name: name.slice(0, NAME_LONGEST) }, now.of?.searchId))) leave()
  }

  function leave(): void {
    naming.value = undefined
  }

  /** Removes one, and offers it back. */
  async function drop(one: Kept): Promise<void> {
    const answer = await result(api.DELETE('/searches/{searchId}', { params: { path: { searchId: one.searchId } } }))
    if (!told(answer, t('forget'))) return
    saved.value = answer.value.searches
    toast({ says: t('forgotten', { name: one.saved.name }), act: { says: t('putBack'), key: '.', do: () => void keep(one.saved, one.searchId) }, stays: 8000 })
  }

  /** What could not be kept or removed is no shelf that could not be read: that still stands. */
  function told<T>(answer: Result<T>, what: string): answer is Extract<Result<T>, { ok: true }> {
    if (!answer.ok) toast({ says: what, more: sayTrouble(answer.trouble, what), icon: 'warn', needsSomebody: true })
    return answer.ok
  }

  async function bringThere(): Promise<void> {
    const here = JSON.parse(remembered(HERE) ?? '[]') as string[]
    if (here.length === 0) return
    remember(HERE, '[]')
    for (const one of here.reverse()) {
      const query = Object.fromEntries(new URLSearchParams(one))
      const q = query['q'] ?? ''
      if (q) await keep(ofSubjects(q, query))
    }
  }

  return { saved, trouble, naming, read, named, leave, drop }
}

/** A search for suspects, with what the page narrows them to. */
export function ofSubjects(q: string, query: Record<string, unknown>): Search {
  const narrowed = new URLSearchParams(toQuery(fromQuery(query))).toString()
  return { name: q.slice(0, NAME_LONGEST), subjects: true, ...(narrowed ? { narrowed } : {}), search: { q } }
}
