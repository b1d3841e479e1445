/** Two keystrokes from an order to its answer: what each key means while an order is open on the desk. */
import type { ReasonCode } from './reasons'

export type Choice = 'none' | 'done' | 'refused' | 'back'

export type Act =
  | { do: 'choose'; choice: Choice }
  | { do: 'answerDone' }
  | { do: 'answerRefused'; reason: ReasonCode }
  | { do: 'wordFor'; reason: ReasonCode }
  | { do: 'handBack' }
  | { do: 'undo' }
  | { do: 'move'; by: 1 | -1 }
  | { do: 'agreeAll' }
  | { do: 'claim' }
  | { do: 'extend' }
  | { do: 'taint' }
  | { do: 'handOver' }

export interface Pressed {
  key: string
  /** The caret is in a text field, so letters are text. */
  typing: boolean
}

/** A reason that says nothing without a word beside it. */
export const NEEDS_WORD: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['OTHER'])

/** What a key does now; null when it is nobody's. */
export function act(pressed: Pressed, choice: Choice, reasons: readonly ReasonCode[]): Act | null {
  const { key, typing } = pressed
  if (key === 'Escape') return choice === 'none' ? null : { do: 'choose', choice: 'none' }
  if (key === 'Enter') {
    if (choice === 'done') return { do: 'answerDone' }
    if (choice === 'back') return { do: 'handBack' }
    return null
  }
  if (typing) return null
  if (choice === 'refused' && /^[1-9]$/.test(key)) {
    const reason = reasons[Number(key) - 1]
    if (!reason) return null
    return NEEDS_WORD.has(reason) ? { do: 'wordFor', reason } : { do: 'answerRefused', reason }
  }
  switch (key.toLowerCase()) {
    case 'd':
      return { do: 'choose', choice: 'done' }
    case 'r':
      return { do: 'choose', choice: 'refused' }
    case 'h':
      return { do: 'choose', choice: 'back' }
    case 'z':
      return { do: 'undo' }
    case 'j':
      return { do: 'move', by: 1 }
    case 'k':
      return { do: 'move', by: -1 }
    case 'c':
      return { do: 'agreeAll' }
    case 'm':
      return { do: 'claim' }
    case 'e':
      return { do: 'extend' }
    case 't':
      return { do: 'taint' }
    case 'x':
      return { do: 'handOver' }
    default:
      return null
  }
}
