import { expect, test } from 'vitest'
import { shortInEnglish } from './names'

test('a long id is cut between words, never within one', () => {
  expect(shortInEnglish('COMMS_AUTHORITY')).toBe('COMMS')
  expect(shortInEnglish('icbc')).toBe('ICBC')
  expect(shortInEnglish('ABCDEFGHIJ')).toBe('ABCDEFGH')
})
