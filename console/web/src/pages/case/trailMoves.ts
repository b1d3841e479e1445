/** What a case and its findings say of the money of one currency. Two currencies are two trails: what was changed from one into the other nobody tells. */
import type { Schemas } from '@/api/client'
import { minor } from '@/parts/money'
import type { Case } from './calls'
import { accountKey, UNNAMED, type Move, type Side } from './trail'

/** Those of its payments, by their codes, as its sums stand. */
export function currenciesOf(file: Pick<Case, 'payments'>): string[] {
  return [...new Set(file.payments.map(one => one.currency))].sort()
}

export function movesIn(currency: string, file: Pick<Case, 'payments' | 'asOf'>, findings: Schemas['Findings'] | undefined): Move[] {
  const asOf = Date.parse(file.asOf)
  const reported = file.payments
    .filter(one => one.currency === currency && one.left)
    .map(one => ({
      from: one.payer ? { account: one.payer.display, bank: one.payer.institution ?? undefined } : { account: UNNAMED },
      to: { account: one.payee.display, bank: one.payee.institution ?? undefined, holder: one.payeeName },
      minor: minor(one.amount),
      at: one.at ? Date.parse(one.at) : asOf,
      reported: true,
    }))
  const told = (findings?.transfers ?? [])
    .filter(one => one.currency === currency)
    .map(one => ({ from: side(one.from), to: side(one.to), minor: minor(one.amount), at: Date.parse(one.at), reported: false }))
  return [...reported, ...told]
}

function side(told: Schemas['TransferSide'] | undefined): Side | null {
  return told?.account ? { account: told.account, bank: told.institution ?? told.bank, holder: told.holder } : null
}

/** What stands held in that currency, by account. */
export function heldIn(currency: string, orders: Case['orders']): Map<string, bigint> {
  const held = new Map<string, bigint>()
  for (const order of orders) {
    const hold = order.hold
    if (!hold?.stands || hold.amount === undefined || hold.currency !== currency || order.target.is !== 'account') continue
    const key = accountKey(order.target.display)
    const sum = minor(hold.amount)
    if (sum > (held.get(key) ?? 0n)) held.set(key, sum)
  }
  return held
}
