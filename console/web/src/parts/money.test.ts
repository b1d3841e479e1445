import { describe, expect, it } from 'vitest'
import { fromMinor, grouped, minor, signOf, total, totals, written } from './money'

describe('money', () => {
  it('is grouped without being rounded', () => {
    expect(grouped('115000.50')).toBe('115,000.50')
    expect(grouped('90071992547409931.07')).toBe('90,071,992,547,409,931.07')
    expect(grouped('999')).toBe('999')
  })

  it('is never added over currencies', () => {
    expect(totals([{ amount: '1.50', currency: 'CNY' }, { amount: '9', currency: 'USD' }, { amount: '0.50', currency: 'CNY' }])).toEqual([{ amount: '2.00', currency: 'CNY' }, { amount: '9.00', currency: 'USD' }])
  })

  it('adds up to the cent where a float would not', () => {
    expect(total(['0.10', '0.20'])).toBe('0.30')
    expect(total(['20000', '19999', '45000.5', '1.00'])).toBe('85000.50')
    expect(total([])).toBe('0.00')
  })

  it('goes to its smallest unit and back', () => {
    for (const amount of ['0.00', '0.07', '12000.50', '-3.20']) expect(fromMinor(minor(amount))).toBe(amount)
    expect(fromMinor(minor('500', 0), 0)).toBe('500')
  })

  it('is written with its cents however it was typed', () => {
    expect(['20000', '0.5', '3.25'].map(amount => written(amount, 'CNY'))).toEqual(['20000.00', '0.50', '3.25'])
    expect(written('500', 'JPY')).toBe('500')
  })

  it('carries its sign, or its code where it has none', () => {
    expect(signOf('CNY')).toBe('¥')
    expect(signOf('THB')).toBe('THB')
  })
})
