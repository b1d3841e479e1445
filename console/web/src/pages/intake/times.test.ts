import { describe, expect, it } from 'vitest'
import { momentOf, sumOf, typedOf } from './times'

const now = new Date(2026, 10, 20, 16, 9, 3).getTime()
const at = (typed: string) => {
  const moment = momentOf(typed, now)
  return moment ? new Date(moment).toTimeString().slice(0, 8) + (new Date(moment).getDate() === 20 ? '' : ' before') : ''
}

describe('what an operator types', () => {
  it('is the last such moment that is not to come', () => {
    expect(at('15:10')).toBe('15:10:00')
    expect(at('1510')).toBe('15:10:00')
    expect(at('15:16:40')).toBe('15:16:40')
    expect(at('15：10')).toBe('15:10:00')
    expect(at('23:50')).toBe('23:50:00 before')
    expect(at('昨15:10')).toBe('15:10:00 before')
  })

  it('keeps the day and the seconds of what stood there', () => {
    const again = (day: number, ...time: [number, number, number]) => {
      const stood = new Date(2026, 10, day, ...time)
      const typed = typedOf(stood.toISOString(), now)
      expect(Date.parse(momentOf(typed, now))).toBe(stood.getTime())
      return typed
    }
    expect([again(20, 15, 10, 0), again(20, 15, 10, 7), again(18, 15, 10, 0)]).toEqual(['15:10', '15:10:07', '11-18 15:10'])
    expect(new Date(momentOf('12-30 15:10', now)).getFullYear()).toBe(2025)
  })

  it('is no time when it is none', () => {
    for (const typed of ['', '25:00', '15:61', 'soon', '15', '02-30 15:10', '13-01 15:10']) expect(momentOf(typed, now)).toBe('')
  })

  it('is a sum in every way people write one, to the cent', () => {
    expect(['20000', '2万', '1.5w', '45,000.5', '3千', '1块', '¥0.55', '12.3456万'].map(sumOf)).toEqual(['20000', '20000', '15000', '45000.5', '3000', '1', '0.55', '123456'])
    expect(['', 'much', '2万3', '-5'].map(sumOf)).toEqual(['', '', '', ''])
  })
})
