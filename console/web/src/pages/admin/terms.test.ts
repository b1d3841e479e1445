import { describe, expect, it } from 'vitest'
import { sayTerm } from './terms'

describe('a term of the rulebook', () => {
  it('is said in words', () => {
    expect(sayTerm('PT48H', 'zh')).toBe('48小时')
    expect(sayTerm('P6M', 'zh')).toBe('6个月')
    expect(sayTerm('PT10M', 'en')).toBe('10 min')
    expect(sayTerm('P1DT2H', 'en')).toBe('1 d 2 h')
  })

  it('is shown as written where it is something else', () => {
    expect(sayTerm('P', 'zh')).toBe('P')
    expect(sayTerm('soon', 'en')).toBe('soon')
  })
})
