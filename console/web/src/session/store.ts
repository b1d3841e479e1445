import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref } from 'vue'
import { credentials } from '@/api/credentials'
import { door, type Knock } from './door'
import type { Actor, Role, SessionAnswer } from './types'

/** How long whoever leaves waits for what is on its way. */
const LAST_WORDS_MS = 2_000

/**
 * Who sits at this desk. `locked` and `expired` cover the page without leaving it: the form below keeps every word.
 */
export const useSession = defineStore('session', () => {
  const actor = ref<Actor>()
  const state = ref<'unknown' | 'out' | 'in' | 'locked' | 'expired'>('unknown')
  const idleSeconds = ref(900)
  const passwordMustChange = ref(false)
  const byHand = ref(false)

  function enter(session: SessionAnswer): void {
    // Configuration writes roles in either case.
    actor.value = { ...session.actor, roles: session.actor.roles.map(role => role.toUpperCase().replaceAll('-', '_') as Role) }
    credentials.csrf = session.csrf
    idleSeconds.value = session.idleSeconds
    passwordMustChange.value = session.passwordMustChange ?? false
    byHand.value = false
    state.value = 'in'
  }

  function take(knock: Knock): Knock {
    if (knock.is === 'in') enter(knock.session)
    return knock
  }

  /** Asks the server who this is. A server that is away leaves everything as it was. */
  async function resume(): Promise<Knock> {
    const knock = take(await door.whoAmI())
    if (knock.is === 'refused' && knock.status === 401) {
      if (!actor.value) state.value = 'out'
      else state.value = knock.code === 'session-locked' ? 'locked' : 'expired'
    }
    return knock
  }

  async function signIn(user: string, password: string): Promise<Knock> {
    return take(await door.signIn(user, password))
  }

  /** Back at the desk: the lock opens with the password; a session that ended is begun anew by the same person. */
  async function comeBack(password: string): Promise<Knock> {
    const who = actor.value
    const knock = state.value === 'expired' && who ? await door.signIn(who.id, password) : await door.unlock(password)
    if (knock.is === 'done') return resume()
    if (knock.is === 'refused' && knock.status === 401 && knock.code !== 'wrong-password' && state.value === 'locked' && who) {
      return take(await door.signIn(who.id, password))
    }
    return take(knock)
  }

  const lastWords = new Set<() => Promise<unknown>>()
  /** What still has to be sent by whoever leaves: behind a lock, or signed out, nobody could. */
  function beforeLeaving(send: () => Promise<unknown>): void {
    lastWords.add(send)
    onScopeDispose(() => lastWords.delete(send))
  }
  async function sendLastWords(): Promise<void> {
    const sent = Promise.all([...lastWords].map(send => send()))
    await Promise.race([sent, new Promise(done => setTimeout(done, lastWords.size > 0 ? LAST_WORDS_MS : 0))])
  }

  /** Whoever the server did not hear leave is still in, and stays at the desk to see it. */
  async function signOut(): Promise<Knock> {
    if (state.value === 'in') await sendLastWords()
    const knock = await door.signOut()
    if (knock.is === 'away') return knock
    actor.value = undefined
    credentials.csrf = ''
    state.value = 'out'
    return knock
  }

  /** After a while without a touch, or because its person leaves the desk. */
  function lock(leaving = false): void {
    if (state.value !== 'in') return
    byHand.value = leaving
    state.value = 'locked'
    // The server locks as well, so that the lock does not end with a reload.
    void sendLastWords().then(() => door.lock())
  }

  credentials.refused = () => {
    if (state.value === 'in') void resume()
  }

  const has = (...wanted: Role[]): boolean => wanted.some(role => actor.value?.roles.includes(role))
  const covered = computed(() => state.value === 'locked' || state.value === 'expired')

  return { actor, state, idleSeconds, passwordMustChange, byHand, covered, resume, signIn, signOut, comeBack, lock, beforeLeaving, has, enter }
})
