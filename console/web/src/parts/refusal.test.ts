import { expect, it } from 'vitest'
import { placeOf, sayReason } from './refusal'

it('says why in the words of whoever refuses', () => {
  expect(sayReason('NAME_MISMATCH', 'STOP_PAYMENT', 'account')).toBe('户名不符')
  expect(sayReason('NAME_MISMATCH', 'SUSPEND_NUMBER', 'phone')).toBe('机主不符')
  expect(sayReason('NOT_OURS', 'INTERCEPT_CALLS', 'phone')).toBe('非本网或已携转')
  expect(sayReason('ALREADY_STOPPED', 'BLOCK_LINK', 'link')).toBe('此前已封堵')
  expect(sayReason('OTHER', 'SUSPEND_NUMBER', 'phone')).toBe('其他')
})

it('knows a carrier by what is asked about where the kind does not tell', () => {
  expect([placeOf('HOLDER_QUERY', 'phone'), placeOf('HOLDER_QUERY', 'account'), placeOf('LIFT', 'link'), placeOf('LIFT', 'phone')]).toEqual(['number', 'bank', 'link', 'number'])
})
