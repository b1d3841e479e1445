import { describe, expect, it } from 'vitest'
import { holderIn, inFours, plainAccount, tailOf } from './account'

describe('an account as the house displays it', () => {
  it.each([
    ['6222 0231 0044 7812 657 (ICBC) 贾明轩', '6222 0231 0044 7812 657', '贾明轩'],
    ['6222 0231 0044 7812 657 贾明轩', '6222 0231 0044 7812 657', '贾明轩'],
    ['6222 0231 0044 7812 657', '6222 0231 0044 7812 657', ''],
    ['137****2046 *敏', '137****2046', '*敏'],
    ['DE89 3704 0044 0532 0130 00', 'DE89 3704 0044 0532 0130 00', ''],
    ['boss.office@corp-post.example', 'boss.office@corp-post.example', ''],
  ])('%s', (display, plain, holder) => {
    expect(plainAccount(display)).toBe(plain)
    expect(holderIn(display)).toBe(holder)
  })
  it('has its last four digits whether a name follows or not', () => {
    expect(tailOf('6222 0231 0044 7812 657 贾明轩')).toBe('··2657')
    expect(inFours('6222 0231 0044 7812 657 贾明轩')).toEqual(['6222', '0231', '0044', '7812', '657'])
  })
})
