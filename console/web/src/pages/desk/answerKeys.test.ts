import { describe, expect, it } from 'vitest'
import { act, type Choice } from './answerKeys'
import { natureOf, reasonsFor } from './reasons'

const reasons = reasonsFor('STOP_PAYMENT')
const press = (key: string, choice: Choice = 'none', typing = false) => act({ key, typing }, choice, reasons)

describe('two keystrokes to an answer', () => {
  it('D Enter says done', () => {
    expect(press('d')).toEqual({ do: 'choose', choice: 'done' })
    expect(press('Enter', 'done', true)).toEqual({ do: 'answerDone' })
  })

  it('R and a digit says why not', () => {
    expect(press('R')).toEqual({ do: 'choose', choice: 'refused' })
    expect(press('1', 'refused')).toEqual({ do: 'answerRefused', reason: 'NAME_MISMATCH' })
    expect(press('5', 'refused')).toEqual({ do: 'answerRefused', reason: 'ALREADY_STOPPED' })
  })

  it('asks for a word where the reason says nothing', () => {
    expect(press('9', 'refused')).toEqual({ do: 'wordFor', reason: 'OTHER' })
  })

  it('H Enter hands back', () => {
    expect(press('h')).toEqual({ do: 'choose', choice: 'back' })
    expect(press('Enter', 'back')).toEqual({ do: 'handBack' })
  })

  it('leaves letters and digits to a text field', () => {
    for (const key of ['d', 'r', 'h', 'z', 'j', 'k', 'x', '1']) expect(press(key, 'refused', true)).toBeNull()
  })

  it('answers nothing before a choice was made', () => {
    expect(press('Enter')).toBeNull()
    expect(press('1')).toBeNull()
  })

  it('lets Escape take the choice back, even out of a field', () => {
    expect(press('Escape', 'done', true)).toEqual({ do: 'choose', choice: 'none' })
    expect(press('Escape')).toBeNull()
  })
})

describe('the reasons of a refusal', () => {
  const kinds = ['STOP_PAYMENT', 'PROLONG', 'FREEZE', 'RENEW', 'RECALL', 'RELEASE', 'UNFREEZE', 'HOLDER_QUERY', 'TRANSACTION_QUERY', 'WATCH',
    'SUSPEND_NUMBER', 'RESTORE_NUMBER', 'INTERCEPT_CALLS', 'BLOCK_LINK', 'LIFT', 'WARNING_MESSAGE', 'REPORT_TO_PLATFORM']

  it('fit on the digits of a keyboard, each once, and always end in another', () => {
    for (const kind of kinds) {
      const all = reasonsFor(kind)
      expect(all.length, kind).toBeLessThanOrEqual(9)
      expect(new Set(all).size, kind).toBe(all.length)
      expect(all.at(-1), kind).toBe('OTHER')
    }
  })

  it('go by what the order does', () => {
    expect(natureOf('FREEZE')).toBe('hold')
    expect(natureOf('BLOCK_LINK')).toBe('cut')
    expect(natureOf('LIFT')).toBe('letGo')
    expect(natureOf('HOLDER_QUERY')).toBe('ask')
  })
})
