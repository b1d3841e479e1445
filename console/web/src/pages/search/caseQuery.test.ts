import { describe, expect, it } from 'vitest'
import { addressOf, cell, choices, chosenIn, pieces, toSearch, withoutAny, withToggled, type FoundCases } from './caseQuery'

describe('a question in the address', () => {
  it('is what the contract knows, and leaves out what nobody can mean', () => {
    const query = { q: ' 刷单 ', in: 'cases', kinds: ['刷单', '刷单'], colours: ['RED', 'PINK'], months: ['2026-11', 'May'], least: '100', most: '50', order: 'LOUD', at: 'x' }

    expect(toSearch(query)).toEqual({ q: '刷单', kinds: ['刷单'], colours: ['RED'], months: ['2026-11'], least: '100' })
    expect(toSearch({})).toEqual({})
  })

  it('counts the last day in', () => {
    const { from, to } = toSearch({ from: '2026-11-20', to: '2026-11-20' })

    expect(Date.parse(to!) - Date.parse(from!)).toBe(86_400_000)
    expect(toSearch({ from: '2026-11-20', to: '2026-11-19' }).to).toBeUndefined()
    expect(toSearch({ from: 'soon' })).toEqual({})
  })

  it('is chosen and unchosen', () => {
    const on = withToggled({ q: 'x' }, 'banks', 'ICBC')

    expect(chosenIn(on, 'banks')).toEqual(['ICBC'])
    expect(chosenIn(withToggled(on, 'banks', 'ICBC'), 'banks')).toEqual([])
    expect(toSearch(withoutAny({ ...on, from: '2026-11-20' }))).toEqual({ q: 'x' })
  })

  it('comes back from the shelf', () => {
    const query = { q: '退款', banks: ['ICBC', 'ABC'], from: '2026-11-01', to: '2026-11-20', order: 'MONEY' }
    const saved = { name: 'x', search: toSearch(query) }

    expect(toSearch(addressOf(saved))).toEqual(saved.search)
    expect(addressOf(saved)).toEqual({ in: 'cases', ...query })
    expect(addressOf({ name: 'y', subjects: true, narrowed: 'kind=phone', search: { q: '138' } })).toEqual({ q: '138', kind: 'phone' })
  })
})

describe('choices', () => {
  const found = { facets: { colours: [{ value: 'GREEN', cases: 9 }, { value: 'RED', cases: 2 }], banks: [{ value: 'ICBC', name: 'Big bank', cases: 4 }], months: [{ value: '2026-10', cases: 5 }, { value: '2026-11', cases: 3 }] } } as unknown as FoundCases

  it('stand in the order that people know', () => {
    expect(choices(found, {}, 'colours').map((one) => one.value)).toEqual(['RED', 'GREEN'])
    expect(choices(found, {}, 'months').map((one) => one.value)).toEqual(['2026-11', '2026-10'])
  })

  it('can be unchosen though nothing has them', () => {
    expect(choices(found, { banks: ['ABC'] }, 'banks')).toEqual([
      { value: 'ICBC', name: 'Big bank', cases: 4, on: false },
      { value: 'ABC', name: 'ABC', cases: 0, on: true },
    ])
    expect(choices(undefined, {}, 'kinds')).toEqual([])
  })
})

describe('what was found', () => {
  it('is cut where it was asked for', () => {
    expect(pieces('刷单返利', [{ from: 0, to: 2 }])).toEqual([
      { text: '刷单', hit: true },
      { text: '返利', hit: false },
    ])
    expect(pieces('ab', [{ from: 1, to: 9 }])).toEqual([{ text: 'ab', hit: false }])
  })

  it('is no formula in a sheet', () => {
    expect(cell('=1+1')).toBe(`"'=1+1"`)
    expect(cell('6217001180012345677')).toBe(`"'6217001180012345677"`)
    expect(cell('a "b"')).toBe('"a ""b"""')
  })
})
