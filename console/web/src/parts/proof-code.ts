import type { Schemas } from '@/api/client'

/**
 * The code in a warning of ours, such as 482-913, by which whoever got it can prove that it came from here. The message centre writes it
 * beside its receipts, in words.
 */
export function proofCodeOf(order: Pick<Schemas['Order'], 'kind' | 'remark'>): string | undefined {
  return order.kind === 'WARNING_MESSAGE' ? /\bproof code (\d{3}-\d{3})(?!\d)/.exec(order.remark ?? '')?.[1] : undefined
}
