import { afterEach, expect, it } from 'vitest'
import { speak } from '@/i18n'
import { fraudOf, sayFraud, sayVia } from './report-words'

afterEach(() => speak('zh'))

it('reads a report in the language of the reader, whoever took it', () => {
  speak('en')
  expect([sayVia('110 转入'), sayVia('110'), sayFraud('冒充客服')]).toEqual(['From 110', 'From 110', 'Posing as customer service'])
  speak('zh')
  expect([sayVia('At the counter'), sayFraud('Romance')]).toEqual(['窗口', '婚恋交友'])
})

it('leaves what somebody wrote otherwise', () => {
  expect([sayVia('hotline'), sayFraud('fake parcel'), sayVia('constructor')]).toEqual(['hotline', 'fake parcel', 'constructor'])
})

it('knows a kind by its code and by its word in either language', () => {
  expect(['romance', '婚恋交友', 'Romance', 'fake parcel'].map(fraudOf)).toEqual(['romance', 'romance', 'romance', 'fake parcel'])
})
