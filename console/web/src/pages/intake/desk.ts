import { defineStore } from 'pinia'
import { computed, effectScope, ref, shallowRef, watch } from 'vue'
import { api, newKey, type Schemas } from '@/api/client'
import { result, type Problem } from '@/api/problem'
import { common, language } from '@/i18n'
import { useLive } from '@/live/store'
import { waiting } from '@/live/waiting'
import { useSession } from '@/session/store'
import { toast } from '@/shell/toasts'
import { houseNow } from '@/time/house-clock'
import { bare, fresh, newDraft, newLure, newPayment, toLure, toPayment, toReport, type Draft, type LureLine, type PaymentLine, type Sending } from './draft'
import { dismissLure, dismissPayment, fill } from './filling'
import { Kept } from './keep'
import { kindOf, viaOf } from './kinds'
import { join } from './known'
import { outgoingOf } from './outgoing'
import { recognition } from './recognition'
import { Sender, type Sent } from './sender'
import { ServerCopy } from './server-copy'
import { t } from './words'

type Report = Schemas['Report']

/** What the one big key says now. */
export type KeyState = 'missing' | 'ready' | 'writing' | 'sent' | 'more' | 'nothing' | 'unknown' | 'queued' | 'queue'

/** So long the form waits for the server's copies of drafts; a server that says nothing keeps nobody from writing. */
const COPIES_WITHIN_MS = 4000

/**
 * The operator's desk: the call at hand and the others not put away, what is recognised in them, and what is on its way. It outlives the page,
 * so that going to a case file and back loses nothing and sends nothing twice.
 */
export const useIntake = defineStore('intake', () => {
  const session = useSession()
  const live = useLive()
  const drafts = ref<Draft[]>([])
  const currentId = ref('')
  const loaded = ref(false)
  const writing = ref(false)
  const justSent = ref(0)
  const refusal = shallowRef<Problem>()
  const keptAt = ref<number>()
  const keptThere = ref<number>()
  const notKept = ref(false)
  const seen = recognition()
  const server = new ServerCopy()
  let kept = new Kept('')
  const draft = computed<Draft>(() => drafts.value.find(one => one.id === currentId.value) ?? (drafts.value[0] as Draft))

  const sender = new Sender({
    send: post,
    keep: keepNow,
    newKey,
    now: houseNow,
  })

  async function post(sending: Sending, caseId: string | undefined) {
    const header = { 'Idempotency-Key': sending.key }
    if (sending.what === 'report') return result(api.POST('/reports', { params: { header }, body: sending.body as Report }))
    const path = { caseId: caseId ?? '' }
    if (sending.what === 'payments') return result(api.POST('/cases/{caseId}/payments', { params: { path, header }, body: sending.body as { payments: Schemas['Payment'][] } }))
    return result(api.POST('/cases/{caseId}/lures', { params: { path, header }, body: sending.body as { lures: Schemas['Lure'][] } }))
  }

  async function keepNow(one: Draft): Promise<void> {
    try {
      await kept.put(one)
      keptAt.value = Date.now()
      notKept.value = false
    } catch {
      notKept.value = true
    }
  }

  let keeping: ReturnType<typeof setTimeout> | undefined
  let copying: ReturnType<typeof setTimeout> | undefined
  let touched: Draft | undefined
  const isHere = (one: Draft): boolean => drafts.value.some(other => other.id === one.id)
  async function copyNow(one: Draft): Promise<void> {
    copying = undefined
    if (!live.offline && isHere(one) && (await server.put(one))) keptThere.value = Date.now()
  }
  function keepSoon(): void {
    const one = draft.value
    // Whoever goes on to the next call within a moment has typed the last words of the one before all the same.
    if (touched && touched.id !== one.id) {
      if (keeping !== undefined && isHere(touched)) void keepNow(touched)
      if (copying !== undefined) void copyNow(touched)
    }
    touched = one
    clearTimeout(keeping)
    clearTimeout(copying)
    keeping = setTimeout(() => {
      keeping = undefined
      if (isHere(one)) void keepNow(one)
    }, 300)
    copying = setTimeout(() => void copyNow(one), 2000)
  }

  /** The last keys before a page is left: a reload does not wait for a database, and this copy is written at once. */
  const last = (): string => `haltline.draft.last.${session.actor?.id ?? ''}`
  function leave(): void {
    if (keeping === undefined || !loaded.value) return
    clearTimeout(keeping)
    void keepNow(draft.value)
    try {
      sessionStorage.setItem(last(), JSON.stringify(draft.value))
    } catch {
      // A browser that keeps nothing has said so already.
    }
  }
  function lastWords(): Draft[] {
    try {
      const words = sessionStorage.getItem(last())
      sessionStorage.removeItem(last())
      return words ? [JSON.parse(words) as Draft] : []
    } catch {
      return []
    }
  }
  globalThis.addEventListener('pagehide', leave)

  /** What this person had in hand, or a fresh form. */
  async function load(): Promise<void> {
    const who = session.actor?.id ?? ''
    if (loaded.value && drafts.value.length > 0 && kept.who === who) return
    kept = new Kept(who)
    let found: Draft[] = []
    try {
      found = await kept.all()
    } catch {
      notKept.value = true
    }
    const copies = server.all()
    const inTime = await Promise.race([copies, new Promise<undefined>(done => setTimeout(done, COPIES_WITHIN_MS))])
    for (const one of [...lastWords(), ...(inTime ?? [])]) {
      const here = found.find(some => some.id === one.id)
      if (!here) found.push(one)
      else if (one.touchedAt > here.touchedAt && here.sendings.length === 0) Object.assign(here, one)
    }
    found.sort((a, b) => b.touchedAt - a.touchedAt)
    seen.forget()
    drafts.value = found.length > 0 ? found : [newDraft()]
    choose(drafts.value[0]?.id ?? '')
    loaded.value = true
    // Whatever comes later stands beside what is being written meanwhile, never over it.
    if (!inTime) void copies.then(late => kept.who === who && drafts.value.push(...late.filter(one => !drafts.value.some(some => some.id === one.id))))
    if (live.fresh) void sendWaiting()
  }

  function choose(id: string): void {
    currentId.value = id
    refusal.value = undefined
    seen.forget()
    lookAgain()
  }

  /** Puts this call away and takes the next. What still has to be sent or was never sent stays within reach. */
  function nextCall(): void {
    const one = draft.value
    const empty = one.said.trim() === '' && one.payments.length === 0 && one.lures.length === 0 && one.callerPhone === ''
    if (empty) return
    if (one.caseId && one.sendings.length === 0 && fresh(one).payments.length + fresh(one).lures.length === 0) {
      drafts.value = drafts.value.filter(other => other.id !== one.id)
      void kept.remove(one.id).catch(() => {})
      void server.remove(one.id)
    }
    const next = newDraft()
    drafts.value.unshift(next)
    choose(next.id)
  }

  function readNow(pause: number): void {
    seen.read(draft.value.said, pause, (text, pieces) => {
      if (draft.value.said === text) fill(draft.value, text, pieces)
    })
  }

  /** Asks again for whatever of the form could not be looked up. */
  function lookAgain(): void {
    readNow(0)
    for (const line of draft.value.payments) seen.look(line.id, line.payeeAccount)
    for (const line of draft.value.lures) seen.look(line.id, line.value)
  }

  // The form follows its text, and everything is kept as it changes.
  effectScope(true).run(() => {
    watch(
      () => (loaded.value ? draft.value.said : ''),
      () => readNow(40),
    )
    watch(
      () => (loaded.value ? draft.value : undefined),
      (now, before) => {
        if (!now || now !== before) return
        now.touchedAt = Date.now()
        keepSoon()
      },
      { deep: true },
    )
    watch(
      () => drafts.value.reduce((sum, one) => sum + one.sendings.length, 0),
      count => (waiting.count = count),
    )
    // What waits goes by itself when the house is back, the same words under the same key.
    watch(
      () => live.fresh && session.state === 'in',
      back => {
        if (!back || !loaded.value) return
        if (seen.away.value) readNow(0)
        void sendWaiting()
      },
    )
  })

  async function sendWaiting(): Promise<void> {
    for (const one of drafts.value) if (one.sendings.length > 0) await go(one)
  }

  const going = computed(() => (loaded.value ? outgoingOf(draft.value) : []))
  const additions = computed(() => {
    if (!loaded.value) return 0
    const { payments, lures } = fresh(draft.value)
    return payments.length + lures.length
  })

  /** What would be sent next: the report, then what was added to its case. */
  function next(one: Draft): Omit<Sending, 'key' | 'at' | 'state'> | undefined {
    const { payments, lures } = fresh(one)
    if (payments.length + lures.length === 0) return undefined
    if (!one.caseId) {
      const words = {
        kind: common(`frauds.${kindOf(one.kind)}`),
        via: common(`vias.${viaOf(one.via)}`),
        withheld: t('caller.withheld'),
        language: language() === 'zh' ? 'zh' : 'en',
      }
      return { what: 'report', body: toReport(one, words), lines: [...payments, ...lures].map(line => line.id) }
    }
    if (payments.length > 0) return { what: 'payments', body: { payments: payments.map(toPayment) }, lines: payments.map(line => line.id) }
    return { what: 'lures', body: { lures: lures.map(toLure) }, lines: lures.map(line => line.id) }
  }

  /** The one key. */
  async function press(): Promise<void> {
    refusal.value = undefined
    if (live.offline && draft.value.sendings.every(one => one.state === 'waiting')) {
      await sender.queue(draft.value, () => next(draft.value))
      return
    }
    await go(draft.value)
  }

  async function go(one: Draft): Promise<void> {
    writing.value = one.id === currentId.value
    const sent = await sender.press(one, () => next(one))
    writing.value = sender.isBusy
    tell(one, sent)
  }

  function tell(one: Draft, sent: Sent): void {
    if (sent.is === 'done') {
      if (one.id === currentId.value) {
        justSent.value = houseNow()
        setTimeout(() => (justSent.value = 0), 3000)
      }
      if (sent.again) toast({ says: t('send.again'), more: one.caseId ?? '', icon: 'done' })
      const [first, ...more] = sent.outcome.warnings
      if (first) toast({ says: first.detail, ...(more.length > 0 ? { more: t('send.moreDoubts', { n: more.length }) } : {}), icon: 'warn', needsSomebody: true })
    }
    if (sent.is === 'refused' && one.id === currentId.value) refusal.value = sent.problem
    if (sent.is === 'refused') toast({ says: t('send.refused', { why: sent.problem.title }), more: sent.problem.detail, icon: 'refused', needsSomebody: true })
    if (sent.is === 'waiting' && sent.because === 'busy') {
      toast({ says: t('send.tooBusy'), icon: 'clock' })
      setTimeout(() => void sendWaiting(), 2000)
    }
    if (sent.is === 'waiting' && sent.because === 'away') setTimeout(() => void (live.fresh && sendWaiting()), 3000)
  }

  const key = computed<KeyState>(() => {
    if (!loaded.value) return 'missing'
    const one = draft.value
    if (writing.value) return 'writing'
    if (one.sendings.some(sending => sending.state === 'unknown')) return 'unknown'
    if (live.offline && one.sendings.length > 0) return 'queued'
    if (one.sendings.length > 0) return 'unknown'
    if (justSent.value > 0) return 'sent'
    if (additions.value === 0) return one.caseId ? 'nothing' : 'missing'
    if (live.offline) return 'queue'
    return one.caseId ? 'more' : 'ready'
  })

  function addPayment(): PaymentLine {
    draft.value.payments.push(newPayment('hand'))
    return draft.value.payments.at(-1) as PaymentLine
  }

  function addLure(kind: LureLine['kind'], value: string): void {
    const line = newLure(kind, value, 'hand')
    draft.value.lures.push(line)
    seen.look(line.id, value)
  }

  function takeOut(line: PaymentLine): void {
    dismissPayment(draft.value, line)
  }

  function takeOutLure(line: LureLine): void {
    dismissLure(draft.value, line, seen.of(line.value)?.subject.key ?? bare(line.value))
  }

  /** Takes back what was added since the last sending. */
  function takeBack(): void {
    const { payments, lures } = fresh(draft.value)
    payments.forEach(takeOut)
    lures.forEach(takeOutLure)
  }

  function joinCase(other: Schemas['Case']): void {
    join(draft.value, other)
    toast({ says: t('known.merged', { id: other.caseId }), icon: 'chain' })
  }

  return {
    drafts, draft, loaded, writing, justSent, refusal, keptAt, keptThere, notKept, seen, going, additions, key,
    load, choose, nextCall, readNow, lookAgain, press, addPayment, addLure, takeOut, takeOutLure, takeBack, joinCase,
  }
})
