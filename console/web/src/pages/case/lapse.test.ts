import { expect, test } from 'vitest'
import type { components } from '@/api/contract.gen'
import { whyLapsed } from './lapse'

type Order = components['schemas']['Order']
const stop = { number: '1', kind: 'STOP_PAYMENT', orderedAt: '2026-11-20T01:00:00Z', hold: { stands: false, startsAt: '2026-11-20T01:00:00Z', endsAt: '2026-11-22T01:00:00Z', end: 'LAPSED', endedAt: '2026-11-22T01:00:00Z' } } as Order
const after = (kind: Order['kind'], state: Order['state'], at = '2026-11-21T01:00:00Z'): Order => ({ number: kind + at, kind, state, original: '1', orderedAt: at }) as Order

test.each([
  [[], { is: 'nobody' }],
  [[after('RELEASE', 'REFUSED')], { is: 'nobody' }],
  [[after('FREEZE', 'REQUESTED')], { is: 'waiting', kind: 'FREEZE' }],
  [[after('FREEZE', 'DECLINED')], { is: 'declined', kind: 'FREEZE' }],
  [[after('PROLONG', 'REFUSED')], { is: 'refused', kind: 'PROLONG' }],
  [[after('PROLONG', 'ON_DESK')], { is: 'unanswered', kind: 'PROLONG' }],
  [[after('PROLONG', 'REFUSED'), after('FREEZE', 'UNKNOWN', '2026-11-21T05:00:00Z')], { is: 'unanswered', kind: 'FREEZE' }],
  [[after('FREEZE', 'REQUESTED', '2026-11-23T01:00:00Z')], { is: 'nobody' }],
] as const)('%#', (others, why) => {
  expect(whyLapsed(stop, [stop, ...others])).toEqual(why)
})
