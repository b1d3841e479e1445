import { common } from '@/i18n'
import { zh } from '@/i18n/zh'

export type Place = 'bank' | 'number' | 'link' | 'message' | 'platform'

/** Whose business an order is, by its kind and, where that does not say it, by what it is about. */
export function placeOf(kind: string, is?: string): Place {
  switch (kind) {
    case 'SUSPEND_NUMBER':
    case 'RESTORE_NUMBER':
    case 'INTERCEPT_CALLS':
      return 'number'
    case 'WARNING_MESSAGE':
      return 'message'
    case 'BLOCK_LINK':
      return 'link'
    case 'REPORT_TO_PLATFORM':
      return 'platform'
    default:
      return is === 'phone' ? 'number' : is === 'link' ? 'link' : 'bank'
  }
}

/** Why an order was refused, in the words of whoever refuses: a bank's name that does not match is a carrier's subscriber. */
export function sayReason(code: string, kind: string, is?: string): string {
  const place = placeOf(kind, is)
  const own: object = place === 'bank' ? {} : zh.refusal[place]
  return code in own ? common(`refusal.${place}.${code}` as 'refusal.number.NOT_OURS') : common(`reason.${code}` as 'reason.OTHER')
}
