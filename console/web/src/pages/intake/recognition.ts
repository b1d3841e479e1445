import { reactive, shallowRef } from 'vue'
import { api, type Schemas } from '@/api/client'
import { result } from '@/api/problem'
import { bare } from './draft'
import { bareSums } from './filling'

type Piece = Schemas['Piece']

const GLANCE_MS = 150

/** What the house said of one account, number, link or chat account. */
export interface Recognised {
  readonly subject: Schemas['Subject']
  readonly doubts: readonly Schemas['Said'][]
  readonly hits: readonly Schemas['Suspect'][]
}

/**
 * What the house makes of what is typed: the pieces of the text, and what is known of each thing, asked as it is typed. Only the newest
 * question of a field counts; what was answered once is not asked again while the call lasts.
 */
export function recognition() {
  const pieces = shallowRef<readonly Piece[]>([])
  /** The text that `pieces` speak of. */
  const readText = shallowRef('')
  const away = shallowRef(false)
  /** Something is asked and not answered for longer than a glance. */
  const slow = shallowRef(false)
  let open = 0
  let glance: ReturnType<typeof setTimeout> | undefined
  const known = reactive(new Map<string, Recognised>())
  const turns = new Map<string, number>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  async function ask(text: string): Promise<readonly Piece[] | 'too fast' | undefined> {
    if (open++ === 0) glance = setTimeout(() => (slow.value = true), GLANCE_MS)
    const answer = await result(api.POST('/pastes', { body: { text } }))
    if (--open === 0) {
      clearTimeout(glance)
      slow.value = false
    }
    if (answer.ok) return answer.value.pieces
    if (answer.trouble.is === 'refused' && answer.trouble.status === 429) return 'too fast'
    // What the server refuses to read is no reason to think that it is away.
    away.value = answer.trouble.is === 'away' || answer.trouble.status >= 500
    return undefined
  }

  function learn(found: readonly Piece[]): void {
    for (const { subject, doubts, hits, text } of found) {
      if (!subject) continue
      const recognised = { subject, doubts, hits }
      for (const name of [subject.typed, subject.display, subject.key, text]) known.set(bare(name), recognised)
    }
  }

  function later(slot: string, ms: number, act: (mine: () => boolean) => Promise<void>): void {
    clearTimeout(timers.get(slot))
    const turn = (turns.get(slot) ?? 0) + 1
    turns.set(slot, turn)
    timers.set(slot, setTimeout(() => void act(() => turns.get(slot) === turn), ms))
  }

  /** Reads the text after a short pause, at once when it was pasted. */
  function read(text: string, pause: number, then: (text: string, pieces: readonly Piece[]) => void): void {
    later('text', pause, async mine => {
      const found = text.trim() === '' ? [] : await ask(text)
      if (!mine()) return
      if (found === 'too fast') return read(text, 600, then)
      if (!found) return
      away.value = false
      learn(found)
      pieces.value = [...found, ...bareSums(text, found)].sort((a, b) => a.start - b.start)
      readText.value = text
      then(text, pieces.value)
    })
  }

  /** Looks one field up while it is typed. */
  function look(slot: string, value: string): void {
    const text = value.trim()
    if (bare(text).length < 4) return
    later(slot, known.has(bare(text)) ? 400 : 50, async mine => {
      const found = await ask(text)
      if (!mine()) return
      if (found === 'too fast') return void setTimeout(() => mine() && look(slot, value), 500)
      if (!found) return
      away.value = false
      learn(found)
      const whole = found.find(piece => piece.subject)
      if (whole?.subject) known.set(bare(text), { subject: whole.subject, doubts: whole.doubts, hits: whole.hits })
      else {
        const unclear = found.find(piece => piece.is === 'unclear')
        if (unclear) known.set(bare(text), { subject: { is: 'account', key: '', display: text, typed: text }, doubts: unclear.doubts, hits: unclear.hits })
      }
    })
  }

  function of(value: string): Recognised | undefined {
    return known.get(bare(value))
  }

  function forget(): void {
    timers.forEach(clearTimeout)
    turns.clear()
    known.clear()
    pieces.value = []
    readText.value = ''
  }

  return { pieces, readText, away, slow, known, read, look, of, forget }
}

export type Recognition = ReturnType<typeof recognition>
