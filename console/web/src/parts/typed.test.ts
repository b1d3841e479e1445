import { expect, it } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { useTyped } from './typed'

const begun = (name: string) => effectScope().run(() => useTyped(name))!

it('what is typed stays until it is sent, for whoever typed it', async () => {
  const note = begun('note.op-1')
  note.value = '户主在柜台'
  await nextTick()
  expect([begun('note.op-1').value, begun('note.op-2').value]).toEqual(['户主在柜台', ''])

  note.value = ''
  await nextTick()
  expect(begun('note.op-1').value).toBe('')
})
