import { expect, it } from 'vitest'
import { effectScope, nextTick } from 'vue'
import type { Row } from './calls'
import { useDraft } from './useDraft'

const row = (number: string): Row => ({ number, kind: 'STOP_PAYMENT', amount: '45001.50' }) as unknown as Row

function begun(who: string) {
  return effectScope().run(() => useDraft(() => row('1'), who))!
}

it('what was begun stays over a reload, for whoever began it, and is not chosen any more', async () => {
  const before = begun('icbc-1')
  Object.assign(before.draft.value, { choice: 'done', amount: '12000', word: '户主在场' })
  await nextTick()

  expect(begun('icbc-1').draft.value).toMatchObject({ choice: 'none', amount: '12000', word: '户主在场' })
  expect(begun('icbc-2').draft.value).toMatchObject({ amount: '45,001.50', word: '' })

  before.forget('1')
  await nextTick()
  expect(begun('icbc-1').draft.value.word).toBe('')
})
