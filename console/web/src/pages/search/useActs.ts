import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { addLink, readCase } from '@/pages/case/calls'
import { actsOn } from '@/pages/case/figures'
import { caseAtHand } from '@/parts/case-at-hand'
import { sayTrouble } from '@/parts/trouble'
import { useSession } from '@/session/store'
import { toast } from '@/shell/toasts'
import type { Suspect } from './facets'
import { t } from './words'

/** How many of its cases are opened to find where a subject is held. */
const LOOKED_AT = 5

/** What may be done from the search: joining what was found to the case that one was last at, and asking for a freeze of what is held. */
export function useActs() {
  const session = useSession()
  const router = useRouter()
  const mayAct = computed(() => session.has('OPERATOR', 'ANALYST', 'SUPERVISOR'))
  /** The case that a found one can be joined to; none where it is that case itself. */
  const target = (found: string | undefined): string | undefined => (mayAct.value && found && caseAtHand.value !== found ? caseAtHand.value : undefined)

  async function join(found: string | undefined, because: string): Promise<void> {
    const hand = target(found)
    if (!hand || !found) return
    const answered = await addLink(hand, found, because)
    if (answered.ok) toast({ says: t('joined', { found, hand }), icon: 'chain' })
    else toast({ says: t('join', { hand }), more: sayTrouble(answered.trouble, t('join', { hand })), icon: 'warn', needsSomebody: true })
  }

  const mayFreeze = (suspect: Suspect | undefined): boolean => mayAct.value && suspect !== undefined && suspect.subject.is === 'account' && suspect.holdStands
  /** Opens the case where the account is held, with the question for a freeze before it. */
  async function freeze(suspect: Suspect | undefined): Promise<void> {
    if (!suspect || !mayFreeze(suspect)) return
    for (const caseId of suspect.cases.slice(0, LOOKED_AT)) {
      const file = await readCase(caseId)
      const held = file.ok ? file.value.orders.find(order => order.target.key === suspect.subject.key && actsOn(order).includes('freeze')) : undefined
      if (held) return void router.push({ path: `/cases/${caseId}`, query: { act: held.number, do: 'freeze' } })
    }
    toast({ says: t('freezeNothing'), icon: 'warn', needsSomebody: true })
  }
  return { target, join, mayFreeze, freeze }
}
