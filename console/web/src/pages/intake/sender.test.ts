import { beforeEach, describe, expect, it } from 'vitest'
import type { Schemas } from '@/api/client'
import type { Result } from '@/api/problem'
import { fresh, newDraft, newLure, newPayment, toLure, toPayment, toReport, type Draft, type Sending } from './draft'
import { Sender } from './sender'

type Outcome = Schemas['Outcome']

/** A house by hand: it remembers keys as the real one does, and may lose its reply. */
class House {
  cases = 0
  readonly taken = new Map<string, { body: string; outcome: Outcome }>()
  sent: string[] = []
  mood: 'well' | 'loses the reply' | 'is away' | 'refuses' | 'is signed out' | 'journal away' | 'does not know' = 'well'
  kept: string[] = []
  gate: Promise<void> = Promise.resolve()

  line(keys: () => string) {
    return {
      newKey: keys,
      now: () => 5000,
      keep: async (draft: Draft) => void this.kept.push(JSON.stringify(draft)),
      send: async (sending: Sending, caseId: string | undefined) => {
        await this.gate
        return this.answer(sending, caseId)
      },
    }
  }

  private answer(sending: Sending, caseId: string | undefined): Result<Outcome> {
    this.sent.push(sending.key)
    if (this.mood === 'is away') return { ok: false, trouble: { is: 'away' } }
    const code = { refuses: [422, 'invalid'], 'is signed out': [401, 'no-session'], 'journal away': [503, 'journal-unavailable'], 'does not know': [503, 'outcome-unknown'] }[this.mood as string] as [number, string] | undefined
    if (code) return { ok: false, trouble: { is: 'refused', status: code[0], problem: { type: `urn:haltline:problem:${code[1]}`, title: '', status: code[0], detail: '', instance: '', errors: [] } } }
    const before = this.taken.get(sending.key)
    if (before) expect(before.body).toBe(JSON.stringify(sending.body))
    const outcome = before?.outcome ?? ({ caseId: caseId ?? `QY-261120-000${++this.cases}`, version: 1, status: 'REPORTED', changed: true, orders: [], warnings: [] } as Outcome)
    this.taken.set(sending.key, { body: JSON.stringify(sending.body), outcome })
    if (this.mood === 'loses the reply') return { ok: false, trouble: { is: 'away' } }
    return { ok: true, value: outcome, response: new Response(null, { headers: before ? { 'Idempotency-Replayed': 'true' } : {} }) }
  }
}

let house: House
let sender: Sender
let draft: Draft
let keys: number

const words = { kind: 'k', via: 'v', withheld: 'w', language: 'zh' }
function next(): Omit<Sending, 'key' | 'at' | 'state'> | undefined {
  const { payments, lures } = fresh(draft)
  if (payments.length + lures.length === 0) return undefined
  if (!draft.caseId) return { what: 'report', body: toReport(draft, words), lines: [...payments, ...lures].map(line => line.id) }
  if (payments.length > 0) return { what: 'payments', body: { payments: payments.map(toPayment) }, lines: payments.map(line => line.id) }
  return { what: 'lures', body: { lures: lures.map(toLure) }, lines: lures.map(line => line.id) }
}
const press = () => sender.press(draft, next)

describe('the one key', () => {
  beforeEach(() => {
    house = new House()
    keys = 0
    sender = new Sender(house.line(() => `key-${++keys}`))
    draft = newDraft()
    draft.payments.push({ ...newPayment('hand'), payeeAccount: '6222020000000000018', amount: '20000', at: '2026-11-20T15:10:00+08:00' })
  })

  it('sends a report once however often it is pressed', async () => {
    let open = () => {}
    house.gate = new Promise(resolve => (open = resolve))
    const all = [press(), press(), press()]
    open()
    await Promise.all(all)
    expect(house.sent).toEqual(['key-1'])
    expect(house.cases).toBe(1)
    expect(draft.caseId).toBe('QY-261120-0001')
    expect((await press()).is).toBe('nothing')
  })

  it('writes the key down before the first byte leaves', async () => {
    house.mood = 'is away'
    await press()
    expect(house.kept[0]).toContain('"key":"key-1"')
    expect(house.kept.length).toBeGreaterThanOrEqual(1)
  })

  it('asks with the same key and the same words after a lost reply, whatever was typed meanwhile', async () => {
    house.mood = 'loses the reply'
    expect((await press()).is).toBe('unknown')
    draft.said = 'more words'
    draft.lures.push(newLure('phone', '17000000001', 'hand'))
    house.mood = 'well'
    const sent = await press()
    expect(sent).toMatchObject({ is: 'done' })
    // The report first, then what was added to its case, under a key of its own.
    expect(house.sent).toEqual(['key-1', 'key-1', 'key-2'])
    expect(house.cases).toBe(1)
    expect(draft.lures.every(line => line.sent)).toBe(true)
  })

  it('goes on after a reload with what was kept', async () => {
    house.mood = 'loses the reply'
    await press()
    draft = JSON.parse(house.kept.at(-1) ?? '') as Draft
    sender = new Sender(house.line(() => `other-${++keys}`))
    house.mood = 'well'
    expect(await press()).toMatchObject({ is: 'done', again: true })
    expect(house.cases).toBe(1)
  })

  it('sends nothing new before it knows what became of the old', async () => {
    house.mood = 'does not know'
    await press()
    draft.lures.push(newLure('phone', '17000000001', 'hand'))
    expect((await press()).is).toBe('unknown')
    expect(new Set(house.sent)).toEqual(new Set(['key-1']))
  })

  it('gives a refused report back to the form, and takes a new key for the mended one', async () => {
    house.mood = 'refuses'
    expect((await press()).is).toBe('refused')
    expect(draft.sendings).toEqual([])
    const line = draft.payments[0]
    if (line) line.amount = '21000'
    house.mood = 'well'
    await press()
    expect(house.sent).toEqual(['key-1', 'key-2'])
  })

  it('keeps what was not written because nobody is signed in or the journal is away', async () => {
    house.mood = 'is signed out'
    expect(await press()).toMatchObject({ is: 'waiting', because: 'signed-out' })
    house.mood = 'journal away'
    expect(await press()).toMatchObject({ is: 'waiting', because: 'away' })
    expect(draft.sendings.map(one => one.state)).toEqual(['waiting'])
    house.mood = 'well'
    await press()
    expect(new Set(house.sent)).toEqual(new Set(['key-1']))
  })

  it('does not forget that an earlier try may have arrived', async () => {
    house.mood = 'loses the reply'
    await press()
    house.mood = 'journal away'
    await press()
    expect(draft.sendings.map(one => one.state)).toEqual(['unknown'])
  })

  it('queues while the house is away: one report, and additions only once it has a case', async () => {
    expect(await sender.queue(draft, next)).toMatchObject({ is: 'waiting' })
    draft.lures.push(newLure('phone', '17000000001', 'hand'))
    await sender.queue(draft, next)
    expect(draft.sendings).toHaveLength(1)
    expect(house.sent).toEqual([])
    await press()
    expect(house.sent).toEqual(['key-1', 'key-2'])
    expect(house.cases).toBe(1)
  })
})
