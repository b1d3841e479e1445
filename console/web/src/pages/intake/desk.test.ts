import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useIntake } from './desk'
import { newDraft, type Draft } from './draft'
import { Kept } from './keep'
import { ServerCopy } from './server-copy'

let answer: (copies: Draft[]) => void
const elsewhere = (said: string): Draft => ({ ...newDraft(), said, touchedAt: 1 })

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  vi.spyOn(Kept.prototype, 'all').mockResolvedValue([])
  vi.spyOn(Kept.prototype, 'put').mockResolvedValue()
  vi.spyOn(ServerCopy.prototype, 'put').mockResolvedValue(true)
  vi.spyOn(ServerCopy.prototype, 'all').mockReturnValue(new Promise(done => (answer = done)))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

it('waits for the copies of another machine, and goes on where that one stopped', async () => {
  const desk = useIntake()
  void desk.load()
  await vi.advanceTimersByTimeAsync(3_900)
  expect(desk.loaded).toBe(false)

  answer([elsewhere('转了六万')])
  await vi.advanceTimersByTimeAsync(0)
  expect(desk.loaded).toBe(true)
  expect(desk.drafts.map(one => one.said)).toEqual(['转了六万'])
})

it('keeps nobody from writing for longer than four seconds, and what comes later stands beside', async () => {
  const desk = useIntake()
  void desk.load()
  await vi.advanceTimersByTimeAsync(4_100)
  expect(desk.loaded).toBe(true)
  desk.draft.said = '快递理赔'
  const mine = desk.draft.id

  answer([elsewhere('转了六万')])
  await vi.advanceTimersByTimeAsync(0)
  expect(desk.draft.id).toBe(mine)
  expect(desk.draft.said).toBe('快递理赔')
  expect(desk.drafts.map(one => one.said)).toEqual(['快递理赔', '转了六万'])
})
