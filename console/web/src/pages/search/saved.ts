/** Searches that somebody wants to do again, kept by the house. Those that this browser kept before are brought there once. */
import { ref } from 'vue'
import { api, type Schemas } from '@/api/client'
import { result, type Trouble } from '@/api/problem'
import { remember, remembered } from '@/i18n'
import { fromQuery, toQuery } from './facets'

export type Kept = Schemas['KeptSearch']

const HERE = 'haltline.searches'

export function useSaved() {
  const saved = ref<Kept[]>()
  const trouble = ref<Trouble>()

  async function read(): Promise<void> {
    const answer = await result(api.GET('/searches'))
    if (!answer.ok) {
      trouble.value = answer.trouble
      return
    }
    trouble.value = undefined
    saved.value = answer.value.searches
    await bringThere()
  }

  async function keep(search: Schemas['SavedSearch']): Promise<boolean> {
    const answer = await result(api.PUT('/searches/{searchId}', { params: { path: { searchId: crypto.randomUUID() } }, body: search }))
    if (answer.ok) saved.value = [answer.value, ...(saved.value ?? [])].slice(0, 50)
    else trouble.value = answer.trouble
    return answer.ok
  }

  async function drop(one: Kept): Promise<void> {
    const answer = await result(api.DELETE('/searches/{searchId}', { params: { path: { searchId: one.searchId } } }))
    if (answer.ok) saved.value = answer.value.searches
    else trouble.value = answer.trouble
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

  return { saved, trouble, read, keep, drop }
}

/** A search for suspects, with what the page narrows them to. */
export function ofSubjects(q: string, query: Record<string, unknown>): Schemas['SavedSearch'] {
  const narrowed = new URLSearchParams(toQuery(fromQuery(query))).toString()
  return { name: q.slice(0, 120), subjects: true, ...(narrowed ? { narrowed } : {}), search: { q } }
}
