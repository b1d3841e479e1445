import { computed, reactive } from 'vue'
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

/** What is begun on each order stays until it is answered, whichever order is looked at meanwhile. */
export function useDraft(row: () => Row) {
  const drafts = reactive(new Map<string, Draft>())
  const draft = computed<Draft>(() => {
    const { number, kind, amount } = row()
    if (!drafts.has(number)) drafts.set(number, { choice: 'none', amount: natureOf(kind) === 'hold' ? grouped(amount ?? '') : '', word: '', wordFor: null, said: {} })
    return drafts.get(number)!
  })
  const forget = (number: string): boolean => drafts.delete(number)
  return { draft, forget }
}
