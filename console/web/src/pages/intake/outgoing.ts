import type { Schemas } from '@/api/client'
import { total } from '@/parts/money'
import { bare, fresh, type Draft } from './draft'

/** An order as it would leave now. The house decides; this only lets the operator see what one key would do. */
export interface Outgoing {
  readonly key: string
  readonly kind: Schemas['OrderKind']
  readonly target: string
  readonly is: 'account' | 'number' | 'link' | 'chat'
  readonly name: string
  readonly bank: string
  readonly amount: string
  readonly currency: string
}

/** One stop for each payee account, for the sum of what went there; a cut for each number and link, a word for each app and chat account. */
export function outgoingOf(draft: Draft): Outgoing[] {
  const { payments, lures } = fresh(draft)
  const byAccount = new Map<string, typeof payments>()
  for (const line of payments) {
    const key = `${bare(line.payeeAccount)}|${line.currency}|${line.left ? 'STOP_PAYMENT' : 'RECALL'}`
    byAccount.set(key, [...(byAccount.get(key) ?? []), line])
  }
  const stops = [...byAccount.entries()].map(([key, lines]): Outgoing => {
    const first = lines[0]
    return {
      key,
      kind: first?.left === false ? 'RECALL' : 'STOP_PAYMENT',
      target: first?.payeeAccount ?? '',
      is: 'account',
      name: lines.find(line => line.payeeName)?.payeeName ?? '',
      bank: lines.find(line => line.payeeBank)?.payeeBank ?? '',
      amount: total(lines.map(line => line.amount)),
      currency: first?.currency ?? 'CNY',
    }
  })
  const cuts = lures.map((line): Outgoing => {
    const is = line.kind === 'phone' ? 'number' : line.kind === 'url' ? 'link' : 'chat'
    const kind = is === 'number' ? 'SUSPEND_NUMBER' : is === 'link' ? 'BLOCK_LINK' : 'REPORT_TO_PLATFORM'
    return { key: line.id, kind, target: line.value, is, name: '', bank: '', amount: '', currency: '' }
  })
  return [...stops, ...cuts]
}
