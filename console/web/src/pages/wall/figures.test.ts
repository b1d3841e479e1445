import { describe, expect, it } from 'vitest'
import { along, big, seconds, share, signBefore } from './figures'

describe('a sum on a wall', () => {
  it('is told in the unit people count in', () => {
    expect(big('2683412.77', 'zh')).toEqual({ figure: '268.3', unit: 'wan' })
    expect(big('2683412.77', 'en')).toEqual({ figure: '2.6', unit: 'yi' })
    expect(big('123456789012.00', 'zh')).toEqual({ figure: '1234', unit: 'yi' })
    expect(big('980.00', 'zh')).toEqual({ figure: '980', unit: 'whole' })
  })

  it('says of which currency it is', () => {
    expect([signBefore('CNY', 'zh'), signBefore('CNY', 'en'), signBefore('USD', 'zh'), signBefore('KRW', 'en')]).toEqual(['', '¥', '$', 'KRW '])
  })

  it('is cut, so that nothing is promised that is not held', () => {
    expect(big('19999.99', 'zh').figure).toBe('1.9')
    expect(share('99.99', '100.00')).toBe(99)
    expect(share('1.00', '0.00')).toBe(0)
  })
})

describe('the speed of an institution', () => {
  it('has its limit at two thirds of the bar', () => {
    expect(along(60_000, 60)).toBeCloseTo(66.7, 1)
    expect(along(600_000, 60)).toBe(100)
    expect(along(0, 60)).toBeGreaterThan(0)
  })

  it('is told in seconds', () => {
    expect([seconds(412), seconds(9_960), seconds(38_400)]).toEqual(['0.4', '10', '38'])
  })
})
