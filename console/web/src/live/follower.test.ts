import { beforeEach, describe, expect, it } from 'vitest'
import { Follower, type LiveFact, type Standing } from './follower'

/** A feed by hand: what the server would send, and a clock that moves when told. */
class Wire {
  static opened: Wire[] = []
  readonly heard = new Map<string, (event: unknown) => void>()
  closed = false
  constructor(readonly url: string) {
    Wire.opened.push(this)
  }
  addEventListener(kind: string, listener: (event: unknown) => void): void {
    this.heard.set(kind, listener)
  }
  close(): void {
    this.closed = true
  }
  begin(position: string): void {
    this.heard.get('begin')?.({ lastEventId: position, data: JSON.stringify({ position }) })
  }
  fact(position: string): void {
    this.heard.get('fact')?.({ lastEventId: position, data: JSON.stringify({ position, caseId: 'QY-261120-0001' }) })
  }
  breaks(): void {
    this.heard.get('error')?.({})
  }
}

let now = 0
let timers: { at: number; what: () => void; id: number }[] = []
let facts: string[] = []
let standings: Standing[] = []
let anew = 0

function pass(ms: number): void {
  now += ms
  for (;;) {
    const due = timers.filter(timer => timer.at <= now).sort((a, b) => a.at - b.at)[0]
    if (!due) return
    timers = timers.filter(timer => timer !== due)
    due.what()
  }
}

function follower(): Follower {
  let id = 0
  return new Follower(
    {
      fact: (fact: LiveFact) => facts.push(fact.position),
      line: () => {},
      standing: standing => standings.push(standing),
      anew: () => anew++,
      failed: () => {},
    },
    {
      open: url => new Wire(url) as unknown as EventSource,
      now: () => now,
      later: (what, ms) => {
        timers.push({ at: now + ms, what, id: ++id })
        return id
      },
      cancel: timer => (timers = timers.filter(one => one.id !== timer)),
    },
  )
}

const wire = (): Wire => Wire.opened.at(-1) as Wire
const standing = (): Standing => standings.at(-1) as Standing

describe('a desk that follows the feed', () => {
  beforeEach(() => {
    now = 1_000_000
    timers = []
    facts = []
    standings = []
    anew = 0
    Wire.opened = []
  })

  it('begins now, and is live', () => {
    follower().start()
    expect(wire().url).toBe('/api/feed')
    wire().begin('900000-0')
    expect(standing().is).toBe('live')
  })

  it('comes back behind the last fact it passed on, and says what it had missed', () => {
    follower().start()
    wire().begin('900000-0')
    wire().fact('1000001-0')
    wire().breaks()
    expect(standing().is).toBe('offline')
    pass(2000)
    expect(wire().url).toBe('/api/feed?after=1000001-0')
    wire().begin('1000001-0')
    wire().fact('1000500-0')
    wire().fact('1000500-1')
    expect(standing()).toMatchObject({ is: 'catching-up', missed: 2 })
    pass(700)
    expect(standing().is).toBe('live')
    expect(facts).toEqual(['1000001-0', '1000500-0', '1000500-1'])
  })

  it('is live as soon as something newer than its return comes in', () => {
    follower().start()
    wire().begin('900000-0')
    wire().breaks()
    pass(2000)
    wire().begin('900000-0')
    wire().fact(`${now + 5}-0`)
    expect(standing().is).toBe('live')
  })

  it('waits longer and longer, ten seconds and a half at most more or less, and counts from the first loss', () => {
    follower().start()
    wire().begin('900000-0')
    const lostAt = now
    const pauses: number[] = []
    for (let i = 0; i < 9; i++) {
      wire().breaks()
      const offline = standing()
      if (offline.is !== 'offline') throw new Error('it must know that it is away')
      expect(offline.since).toBe(lostAt)
      expect(offline.tries).toBe(i + 1)
      pauses.push(offline.retryAt - now)
      pass(offline.retryAt - now)
    }
    expect(pauses[0]).toBeLessThan(800)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(12_500)
    expect(pauses.at(-1)).toBeGreaterThan(7000)
  })

  it('goes to where it was at once when the house asks it to come back', () => {
    follower().start()
    wire().begin('900000-0')
    wire().fact('1000001-0')
    const first = wire()
    first.heard.get('resume')?.({})
    pass(0)
    expect(first.closed).toBe(true)
    expect(wire().url).toBe('/api/feed?after=1000001-0')
  })

  it('does not wait when the network is back', () => {
    const one = follower()
    one.start()
    wire().begin('900000-0')
    for (let i = 0; i < 6; i++) {
      wire().breaks()
      pass(13_000)
    }
    wire().breaks()
    const before = Wire.opened.length
    one.hurry()
    expect(Wire.opened).toHaveLength(before + 1)
  })

  it('opens the feed anew when a request found nobody, and is live again where it was', () => {
    const one = follower()
    one.start()
    wire().begin('900000-0')
    wire().fact('1000001-0')
    one.doubt()
    expect(standing().is).toBe('offline')
    pass(1000)
    expect(wire().url).toBe('/api/feed?after=1000001-0')
    wire().begin('1000001-0')
    pass(700)
    expect(standing().is).toBe('live')
  })

  it('has everything read anew when the journal is another one', () => {
    const one = follower()
    one.start()
    wire().begin('900000-0')
    wire().breaks()
    one.forgetPlace()
    pass(2000)
    expect(anew).toBe(1)
    expect(wire().url).toBe('/api/feed')
  })
})
