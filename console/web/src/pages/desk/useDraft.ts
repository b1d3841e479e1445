import { computed, reactive, watch } from 'vue'
import { grouped } from '@/parts/money'
import type { Choice } from './answerKeys'
import type { Row } from './calls'
import { type Item, type Verdict } from './check'
import { natureOf, type ReasonCode } from './reasons'

/** What a person has begun to answer about one order. */
export interface Draft {
  choice: Choice
  amount: string
  word: string
  wordFor: ReasonCode | null
  said: Partial<Record<Item, Verdict>>
}

const MOST = 50

/**
 * What is begun on each order stays until it is answered, whichever order is looked at meanwhile, and over a reload of this tab. What had
 * been chosen is chosen anew then: Enter must not send what was begun before.
 */
export function useDraft(row: () => Row, who: string) {
  const name = `haltline.answering.${who}`
  const drafts = reactive(new Map<string, Draft>(restored(name)))
  const draft = computed<Draft>(() => {
    const { number, kind, amount } = row()
    if (!drafts.has(number)) drafts.set(number, { choice: 'none', amount: natureOf(kind) === 'hold' ? grouped(amount ?? '') : '', word: '', wordFor: null, said: {} })
    return drafts.get(number)!
  })
  const forget = (number: string): boolean => drafts.delete(number)
  watch(drafts, now => keep(name, [...now].slice(-MOST)), { deep: true })
  return { draft, forget }
}

function keep(name: string, drafts: readonly (readonly [string, Draft])[]): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(drafts))
  } catch {
    // A browser that keeps nothing loses what is half typed with a reload.
  }
}

function restored(name: string): [string, Draft][] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? '[]') as [string, Draft][]
    return kept.map(([number, draft]) => [number, { ...draft, choice: 'none', wordFor: null }])
  } catch {
    return []
  }
}
