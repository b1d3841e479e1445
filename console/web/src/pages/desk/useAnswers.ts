import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { newKey } from '@/api/client'
import { remember, remembered } from '@/i18n'
import { useSession } from '@/session/store'
import { toast } from '@/shell/toasts'
import { houseNow, useNow } from '@/time/house-clock'
import { answer, type Answer } from './calls'
import { Outbox, type Waiting } from './outbox'
import { t } from './words'

/** What goes out, and how it is called on the screen. */
export interface Said {
  readonly answer: Answer
  readonly what: string
}

/** A clock that is measured is never trusted below this; an answer given just now carries no instant of its own. */
const NOW_MS = 1_500

/** The answers of this desk on their way out: waiting for the moments of regret, sent, sent again while the house is away. */
export function useAnswers(settled: (order: string) => void) {
  const session = useSession()
  const name = `haltline.answers.${session.actor?.id ?? ''}`
  const box = new Outbox<Said>({ read: () => remembered(name), write: text => remember(name, text) }, newKey)
  const waiting = shallowRef<readonly Waiting<Said>[]>(box.all())
  const sending = ref(0)
  const now = useNow()
  const timer = setInterval(() => void send(false), 250)

  function look(): void {
    waiting.value = [...box.all()]
  }

  function add(caseId: string, order: string, said: Said, answerDueAt: string): boolean {
    const added = box.add(caseId, order, said, houseNow(), Date.parse(answerDueAt))
    look()
    if (!added) return false
    if (added.sendAt <= houseNow()) void send(false)
    return true
  }

  function undo(): void {
    const back = box.undo()
    look()
    toast(back ? { says: t('undone', { what: back.what.what }) } : { says: t('nothingToUndo'), icon: 'warn', needsSomebody: true })
  }

  async function send(all: boolean): Promise<void> {
    const due = box.due(houseNow(), all)
    if (due.length === 0) return
    look()
    sending.value++
    await Promise.all(due.map(one => deliver(one, all)))
    sending.value--
  }

  async function deliver(one: Waiting<Said>, leaving: boolean): Promise<void> {
    const at = houseNow() - one.saidAt > NOW_MS ? new Date(one.saidAt).toISOString() : undefined
    const answered = await answer(one.caseId, one.order, one.what.answer, at, one.key, leaving)
    if (answered.ok) {
      box.settle(one.key)
      toast({ says: t('answered', { what: one.what.what }), icon: 'done', stays: 2500 })
      settled(one.order)
    } else if (answered.trouble.is === 'refused' && answered.trouble.status !== 401 && answered.trouble.status < 500 && answered.trouble.status !== 429) {
      box.settle(one.key)
      toast({ says: one.what.what, more: answered.trouble.problem.detail, icon: 'refused', needsSomebody: true })
      settled(one.order)
    }
    look()
  }

  session.beforeLeaving(() => send(true))
  const leave = (): void => void send(true)
  globalThis.addEventListener('pagehide', leave)
  onScopeDispose(() => {
    clearInterval(timer)
    globalThis.removeEventListener('pagehide', leave)
    leave()
  })

  const next = computed(() => waiting.value.find(one => one.tried === 0))
  const secondsLeft = computed(() => (next.value ? Math.max(0, Math.ceil((next.value.sendAt - now.value) / 1000)) : 0))
  return { waiting, next, secondsLeft, add, undo, of: (order: string) => waiting.value.find(one => one.order === order) }
}
