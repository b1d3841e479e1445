import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import AnswerPart from './AnswerPart.vue'
import type { Row } from './calls'

function row(kind: string, amount: string | undefined): Row {
  const order = { number: '1', kind, target: { is: 'account', display: '6216 6160 3392 2499 556' } }
  return { number: '1', caseId: 'QY-261120-0058', kind, orderedAt: '2026-11-20T08:08:55Z', answerDueAt: '2026-11-20T08:09:55Z', termEndsAt: '2026-11-22T08:09:00Z', amount, currency: 'CNY', order, onDesk: true } as unknown as Row
}

function part(kind: string, amount: string | undefined, typed: string, more: object = {}) {
  return mount(AnswerPart, { props: { row: row(kind, amount), choice: 'done' as const, differs: false, wordFor: null, locked: false, leavingIn: undefined, amount: typed, word: '', ...more } })
}

describe('the answer to an order', () => {
  it('goes out by Enter in the amount', async () => {
    const answer = part('STOP_PAYMENT', '45001.50', '45,001.50')
    await answer.get('#held').trigger('keydown', { key: 'Enter' })

    expect(answer.emitted('done')).toHaveLength(1)
  })

  it('never holds more than was ordered', async () => {
    const answer = part('STOP_PAYMENT', '45001.50', '46318.27')
    await answer.get('#held').trigger('keydown', { key: 'Enter' })

    expect(answer.emitted('done')).toBeUndefined()
    expect(answer.text()).toContain('45,001.50')
    expect(answer.get('#held').attributes('aria-invalid')).toBe('true')
  })

  it('wants a sum for a hold, and takes zero for one', async () => {
    const empty = part('FREEZE', '100.00', '')
    await empty.get('#held').trigger('keydown', { key: 'Enter' })
    const zero = part('FREEZE', '100.00', '0')
    await zero.get('#held').trigger('keydown', { key: 'Enter' })

    expect([empty.emitted('done'), zero.emitted('done')?.length]).toEqual([undefined, 1])
  })

  it('is locked while something differs, or a colleague has it', async () => {
    for (const more of [{ differs: true }, { locked: true }]) {
      const answer = part('STOP_PAYMENT', '100.00', '100.00', more)
      await answer.get('#held').trigger('keydown', { key: 'Enter' })
      expect(answer.emitted('done')).toBeUndefined()
    }
  })

  it('refuses by a click as by a digit, and asks for a word where the reason says nothing', async () => {
    const answer = part('STOP_PAYMENT', '100.00', '100.00', { choice: 'refused' })
    const reasons = answer.findAll('.why button')
    await reasons[0]!.trigger('click')
    await reasons.at(-1)!.trigger('click')

    expect(answer.emitted('refused')).toEqual([['NAME_MISMATCH']])
    expect(answer.emitted('word')).toEqual([['OTHER']])
  })

  it('asks no sum where none is held', () => {
    expect(part('BLOCK_LINK', undefined, '').find('#held').exists()).toBe(false)
  })
})
