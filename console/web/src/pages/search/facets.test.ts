import { describe, expect, it } from 'vitest'
import { certainty, facets, fromQuery, marks, narrowed, toQuery, toggled, type Suspect } from './facets'

const now = Date.parse('2026-11-20T08:00:00Z')

function suspect(is: string, why: string, colour: string, lastAt = '2026-11-20T07:00:00Z', holdStands = false): Suspect {
  return {
    subject: { is, key: is + why, display: '6222 0282 4591 5102 258', typed: '' },
    names: [],
    match: { why, says: '', known: '' },
    colour,
    reasons: [],
    reports: 1,
    victims: 1,
    money: [],
    firstAt: lastAt,
    lastAt,
    orders: [],
    holdStands,
    cases: [],
    protectedBecause: null,
  } as unknown as Suspect
}

const found = [
  suspect('account', 'TAIL', 'RED', '2026-11-20T07:00:00Z', true),
  suspect('account', 'EXACT', 'GREEN', '2026-11-01T07:00:00Z'),
  suspect('phone', 'WRITTEN_OTHERWISE', 'RED', '2026-11-17T07:00:00Z'),
]

describe('facets', () => {
  it('count what a click would show', () => {
    const chosen = { kind: ['account'] }
    const counted = facets(found, chosen, now)

    expect(counted.colour.find((one) => one.value === 'RED')?.count).toBe(1)
    expect(counted.kind.find((one) => one.value === 'phone')?.count).toBe(1)
    expect(narrowed(found, chosen, now)).toHaveLength(2)
  })

  it('mean all where nothing is chosen', () => {
    expect(narrowed(found, {}, now)).toHaveLength(3)
    expect(narrowed(found, { kind: [] }, now)).toHaveLength(3)
  })

  it('stand in the address and come back from it', () => {
    const chosen = { kind: ['account', 'phone'], colour: ['RED'] }

    expect(fromQuery(toQuery(chosen))).toEqual(chosen)
    expect(fromQuery({ kind: '<script>', q: 'x' })).toEqual({})
  })

  it('are switched on and off', () => {
    const on = toggled({}, 'seen', 'day')
    expect(on).toEqual({ seen: ['day'] })
    expect(toggled(on, 'seen', 'day')).toEqual({ seen: [] })
    expect(narrowed(found, on, now)).toHaveLength(1)
  })

  it('tell a sure match from a guess', () => {
    expect(found.map(certainty)).toEqual(['low', 'high', 'high'])
  })
})

describe('what was typed, in what is known', () => {
  it('is marked over the spaces of a number, at its tail', () => {
    expect(marks('6222 0282 4591 5102 258', '2258')).toEqual([[18, 23]])
  })

  it('is marked around what was left open', () => {
    expect(marks('周志强', '周*强')).toEqual([
      [0, 1],
      [2, 3],
    ])
  })

  it('is nothing where nothing fits', () => {
    expect(marks('周志强', '8888')).toEqual([])
    expect(marks('', '')).toEqual([])
  })
})
