import { describe, expect, it } from 'vitest'
import { bandOf, dueBands, goldenBandsOf, holdBands, minutesOf, spanOf } from './clock'

const minutes = (n: number) => n * 60_000

describe('a clock', () => {
  it('of golden time changes its colour at 45, 20 and 10 minutes of an hour, and earlier of less', () => {
    expect([46, 45, 20.5, 20, 10, 9.9, -3].map(left => bandOf(minutes(left), goldenBandsOf(60)))).toEqual(['green', 'blue', 'blue', 'orange', 'orange', 'red', 'red'])
    expect([24, 22.5, 10, 4].map(left => bandOf(minutes(left), goldenBandsOf(30)))).toEqual(['green', 'blue', 'orange', 'red'])
  })

  it('of a time to answer changes with the share of it that is left', () => {
    const minute = dueBands('2026-11-20T08:00:00Z', '2026-11-20T08:01:00Z')
    expect([50, 40, 20, 5].map(seconds => bandOf(seconds * 1000, minute))).toEqual(['green', 'blue', 'orange', 'red'])
  })

  it('of a hold changes at 12, 4 and 1 hours', () => {
    expect([13, 12, 4, 1, 0.9].map(left => bandOf(minutes(left * 60), holdBands))).toEqual(['green', 'blue', 'orange', 'orange', 'red'])
  })

  it('reads how long the law gives it', () => {
    expect(['PT1H', 'PT60M', 'PT1H30M', 'P1DT45S', 'soon'].map(minutesOf)).toEqual([60, 60, 90, 1440.75, undefined])
  })

  it('never promises a minute that is not there', () => {
    expect(spanOf(minutes(7) + 59_999)).toEqual({ is: 'minutes', n: 7 })
    expect(spanOf(59_000)).toEqual({ is: 'seconds', n: 59 })
    expect(spanOf(minutes(221))).toEqual({ is: 'hours', h: 3, m: 41 })
    expect(spanOf(-minutes(3))).toEqual({ is: 'minutes', n: 3 })
    expect(spanOf(minutes(60 * 50))).toEqual({ is: 'days', d: 2, h: 2 })
  })
})
