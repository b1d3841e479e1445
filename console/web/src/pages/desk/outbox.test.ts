import { beforeEach, describe, expect, it } from 'vitest'
import { Outbox, UNDO_MS, type Keep } from './outbox'

const now = Date.parse('2026-11-20T08:09:31Z')
const late = now + 60_000

class Paper implements Keep {
  text: string | null = null
  read() {
    return this.text
  }
  write(text: string) {
    this.text = text
  }
}

describe('answers on their way', () => {
  let paper: Paper
  let box: Outbox<string>
  let keys = 0

  beforeEach(() => {
    paper = new Paper()
    keys = 0
    box = new Outbox(paper, () => `key-${++keys}`)
  })

  it('wait five seconds in which they can be taken back', () => {
    box.add('QY-1', 'o1', 'done', now, late)

    expect(box.due(now + UNDO_MS - 1)).toEqual([])
    expect(box.undo()?.order).toBe('o1')
    expect(box.due(now + UNDO_MS)).toEqual([])
  })

  it('leave after that, and can no longer be taken back', () => {
    box.add('QY-1', 'o1', 'done', now, late)

    expect(box.due(now + UNDO_MS).map((one) => one.key)).toEqual(['key-1'])
    expect(box.undo()).toBeNull()
  })

  it('keep the moment in which they were given', () => {
    box.add('QY-1', 'o1', 'done', now, late)

    expect(box.due(now + UNDO_MS)[0]!.saidAt).toBe(now)
  })

  it('do not wait where the time to answer is nearly over', () => {
    box.add('QY-1', 'o1', 'done', now, now + 4_000)

    expect(box.due(now)).toHaveLength(1)
  })

  it('wait as ever where the time is over already', () => {
    box.add('QY-1', 'o1', 'done', now, now - 4_000)

    expect(box.due(now)).toHaveLength(0)
  })

  it('are one for each order, whoever presses twice', () => {
    expect(box.add('QY-1', 'o1', 'done', now, late)).not.toBeNull()
    expect(box.add('QY-1', 'o1', 'refused', now + 100, late)).toBeNull()
  })

  it('go again under the same key until the house has answered', () => {
    box.add('QY-1', 'o1', 'done', now, late)
    const first = box.due(now + UNDO_MS)[0]!.key

    expect(box.due(now + UNDO_MS)).toHaveLength(0)
    expect(box.due(now + UNDO_MS + 60_000)[0]!.key).toBe(first)
    box.settle(first)
    expect(box.all()).toHaveLength(0)
  })

  it('all go when the page is left', () => {
    box.add('QY-1', 'o1', 'done', now, late)

    expect(box.due(now, true)).toHaveLength(1)
  })

  it('outlive a reload, and a torn note', () => {
    box.add('QY-1', 'o1', 'done', now, late)
    expect(new Outbox<string>(paper, () => 'x').of('o1')?.key).toBe('key-1')

    paper.text = '[{"torn'
    expect(new Outbox<string>(paper, () => 'x').all()).toEqual([])
  })

  it('take back the latest of several', () => {
    box.add('QY-1', 'o1', 'done', now, late)
    box.add('QY-1', 'o2', 'done', now + 1_000, late)

    expect(box.undo()?.order).toBe('o2')
    expect(box.undo()?.order).toBe('o1')
    expect(box.undo()).toBeNull()
  })
})
