import type { Trouble } from '@/api/problem'
import { common } from '@/i18n'

/** Why something that was asked for is not said to be done: refused with its reason, or nobody knows. */
export function sayTrouble(trouble: Trouble, what: string): string {
  return trouble.is === 'refused' ? trouble.problem.detail : common('unknown', { what })
}
