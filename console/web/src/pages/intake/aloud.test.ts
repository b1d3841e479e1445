import { expect, it } from 'vitest'
import { speak } from '@/i18n'
import { sayAloud } from './aloud'

it('says sums as people say them, of two currencies both', () => {
  speak('zh')
  expect(sayAloud([['31206.40', 'CNY'], ['500.00', 'USD']])).toBe('31,206.40 元、500.00美元')
  speak('en')
  expect(sayAloud([['31206.40', 'CNY'], ['500.00', 'USD']])).toBe('31,206.40 Chinese yuan and 500.00 US dollars')
  speak('zh')
})
