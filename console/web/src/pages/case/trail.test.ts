import { describe, expect, it } from 'vitest'
import { follow, type Move } from './trail'
import { place } from './trailLayout'

const noon = Date.parse('2026-11-20T09:51:30Z')
const yuan = (amount: number) => BigInt(Math.round(amount * 100))

function paid(from: string, to: string, amount: number, minutes = 0): Move {
  return { from: { account: from }, to: { account: to }, minor: yuan(amount), at: noon + minutes * 60_000, reported: true }
}

function moved(from: string | null, to: string | null, amount: number, minutes: number): Move {
  return { ...paid(from ?? '', to ?? '', amount, minutes), from: from ? { account: from } : null, to: to ? { account: to } : null, reported: false }
}

const nothingHeld = new Map<string, bigint>()

describe('the money trail', () => {
  it('follows a payment over two hops and says what left as cash', () => {
    const trail = follow([paid('V', 'A', 980_000), moved('A', 'B', 300_000, 4), moved('B', null, 50_000, 8)], 'fifo', nothingHeld)

    expect(trail.hops).toBe(2)
    expect(trail.accounts).toBe(2)
    const [a, b] = ['A', 'B'].map((key) => trail.nodes.find((node) => node.key === key)!)
    expect([a!.hop, a!.came, a!.went]).toEqual([1, yuan(980_000), yuan(300_000)])
    expect([b!.hop, b!.came, b!.cash]).toEqual([2, yuan(300_000), yuan(50_000)])
  })

  it('charges old money first, or shares it out', () => {
    const moves = [moved('X', 'A', 100, -10), paid('V', 'A', 300), moved('A', 'B', 200, 5)]
    const to = (taint: 'fifo' | 'share') => follow(moves, taint, nothingHeld).flows.find((flow) => flow.to === 'B')?.minor

    expect(to('fifo')).toBe(yuan(100))
    expect(to('share')).toBe(yuan(150))
  })

  it('counts what was there before as the oldest money', () => {
    const trail = follow([paid('V', 'A', 300), moved('A', 'B', 200, 5)], 'fifo', nothingHeld, new Map([['A', yuan(200)]]))

    expect(trail.flows.some((flow) => flow.to === 'B')).toBe(false)
  })

  it('never shows more held than came', () => {
    const trail = follow([paid('V', 'A', 100)], 'fifo', new Map([['A', yuan(5_000)]]))

    expect(trail.held).toBe(yuan(100))
  })

  it('knows a reported payment again in a statement', () => {
    const trail = follow([paid('V', '6222 0001', 100), moved('V', '62220001', 100, 2), moved('62220001', 'B', 100, 3)], 'fifo', nothingHeld)

    expect(trail.nodes.find((node) => node.key === '62220001')?.came).toBe(yuan(100))
    expect(trail.flows.find((flow) => flow.to === 'B')?.minor).toBe(yuan(100))
  })

  it('knows it again as well where nobody named the account that it left', () => {
    const trail = follow([paid('?', 'A', 100), moved('V', 'A', 100, -0.01), moved('A', 'B', 100, 3)], 'fifo', nothingHeld)

    expect(trail.nodes.find((node) => node.key === 'A')?.came).toBe(yuan(100))
    expect(trail.flows.find((flow) => flow.to === 'B')?.minor).toBe(yuan(100))
  })

  it('ends in a circle of accounts', () => {
    const trail = follow([paid('V', 'A', 100), moved('A', 'B', 100, 1), moved('B', 'A', 100, 2), moved('A', 'B', 100, 3)], 'share', nothingHeld)

    expect(trail.hops).toBe(2)
    expect(trail.flows.find((flow) => flow.from === 'A')?.count).toBe(2)
  })

  it('folds the smallest when there are more than can be read, and loses no money by it', () => {
    const many = Array.from({ length: 30 }, (_, i) => moved('A', `B${i}`, 10 + i, i + 1))
    const trail = follow([paid('V', 'A', 1_000), ...many], 'fifo', nothingHeld)

    const folded = trail.nodes.find((node) => node.folded > 0)!
    expect(trail.nodes.length).toBeLessThanOrEqual(14)
    expect(trail.accounts).toBe(31)
    const arrived = trail.flows.filter((flow) => flow.from === 'A').reduce((sum, flow) => sum + flow.minor, 0n)
    expect(arrived).toBe(many.reduce((sum, move) => sum + move.minor, 0n))
    expect(folded.folded).toBe(31 - trail.nodes.filter((node) => !node.source && node.folded === 0).length)
  })
})

describe('the trail on paper', () => {
  const wide = follow(
    [paid('V', 'A', 600), moved('A', 'B', 300, 1), moved('A', 'C', 200, 2), moved('B', 'D', 100, 3), moved('D', 'E', 100, 4)],
    'fifo',
    nothingHeld,
  )

  it('runs from left to right inside its width', () => {
    const placed = place(wide, 937)
    const x = (key: string) => placed.nodes.find((each) => each.node.key === key)!.x

    expect(x('A')).toBeLessThan(x('B'))
    expect(x('B')).toBe(x('C'))
    expect(x('B')).toBeLessThan(x('D'))
    for (const each of placed.nodes) expect(each.x + each.w).toBeLessThanOrEqual(937.001)
  })

  it('draws a flow as wide as its share', () => {
    const placed = place(wide, 937)
    const width = (to: string) => placed.flows.find((each) => each.flow.to === to)!.width

    expect(width('A')).toBeCloseTo(44)
    expect(width('B')).toBeCloseTo(22)
    expect(width('D') * 6).toBeCloseTo(44, 0)
  })

  it('puts no account over another', () => {
    const placed = place(wide, 937)
    for (const a of placed.nodes)
      for (const b of placed.nodes)
        if (a !== b && a.x === b.x) expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(a.h)
  })

  it('stands for a case without any money', () => {
    const placed = place(follow([], 'fifo', nothingHeld), 937)

    expect(placed.nodes).toEqual([])
    expect(placed.height).toBeGreaterThan(0)
  })
})
