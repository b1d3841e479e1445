import { expect, test } from 'vitest'
import { calledIn } from './called'

test('people are called as the history says now, and as they signed their notes where it says nothing', () => {
  const note = { by: 'an-1', name: '程澈', at: '2026-11-20T02:02:19Z', text: '', mentions: [] }
  const called = calledIn([{ actor: 'op-1', actorName: '苏晴' }, { actor: 'icbc-m' }, { actor: 'sv-1', actorName: '岳明' }], [note, { ...note, by: 'sv-1', name: '岳' }])

  expect([...called]).toEqual([['an-1', '程澈'], ['sv-1', '岳明'], ['op-1', '苏晴']])
})
