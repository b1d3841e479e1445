import type { components } from '@/api/contract.gen'

type Order = components['schemas']['Order']

/** What was done about a hold before it ended by itself: the last order that followed it and why that did not save it. */
export type Lapse = { is: 'nobody' } | { is: 'waiting' | 'declined' | 'refused' | 'unanswered' | 'notIssued'; kind: Order['kind'] }

const FOLLOWS: readonly Order['kind'][] = ['PROLONG', 'FREEZE', 'RENEW']

/** Why a hold lapsed, as far as the case can tell. */
export function whyLapsed(order: Order, orders: readonly Order[]): Lapse {
  const end = order.hold?.endedAt ?? order.hold?.endsAt ?? ''
  const last = orders
    .filter(one => one.original === order.number && FOLLOWS.includes(one.kind) && Date.parse(one.orderedAt) <= Date.parse(end))
    .sort((a, b) => b.orderedAt.localeCompare(a.orderedAt))[0]
  if (!last) return { is: 'nobody' }
  switch (last.state) {
    case 'REQUESTED':
      return { is: 'waiting', kind: last.kind }
    case 'DECLINED':
    case 'WITHDRAWN':
      return { is: 'declined', kind: last.kind }
    case 'REFUSED':
      return { is: 'refused', kind: last.kind }
    case 'NOT_ISSUED':
      return { is: 'notIssued', kind: last.kind }
    default:
      return { is: 'unanswered', kind: last.kind }
  }
}
