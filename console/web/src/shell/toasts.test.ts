import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dismiss, floating, goToLatest, toast, toasts } from './toasts'

const failed = (says: string) => toast({ says, needsSomebody: true })
const unread = () => [...toasts].map(one => one.says)

describe('what floats over a desk', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    toasts.splice(0)
    vi.useRealTimers()
  })

  it('keeps every failure until it is looked at, however many come', () => {
    for (const one of ['first', 'second', 'third', 'fourth', 'fifth']) failed(one)
    for (let n = 0; n < 9; n++) toast({ says: `done ${n}` })
    vi.advanceTimersByTime(3_600_000)

    expect(unread()).toEqual(['first', 'second', 'third', 'fourth', 'fifth'])
  })

  it('shows three at most, failures before what passes, and says how many wait', () => {
    for (const one of ['first', 'second', 'third', 'fourth']) failed(one)
    toast({ says: 'done' })

    expect(floating.value.bad.map(one => one.says)).toEqual(['second', 'third', 'fourth'])
    expect(floating.value.passing).toEqual([])
    expect(floating.value.waiting).toBe(1)
  })

  it('brings back what waited when another is put away', () => {
    const ids = ['first', 'second', 'third', 'fourth'].map(failed)
    dismiss(ids[2]!)

    expect(floating.value.bad.map(one => one.says)).toEqual(['first', 'second', 'fourth'])
    goToLatest()
    expect(unread()).toEqual(['first', 'second'])
  })

  it('lets what needs nobody go by itself, the oldest first when more come', () => {
    failed('failure')
    for (const one of ['a', 'b', 'c', 'd']) toast({ says: one })
    expect(unread()).toEqual(['failure', 'b', 'c', 'd'])
    expect(floating.value.passing.map(one => one.says)).toEqual(['c', 'd'])

    vi.advanceTimersByTime(4_000)
    expect(unread()).toEqual(['failure'])
  })
})
