/** Why an order is refused, in the order of its digits: the commonest reason of its kind has the nearest key. */

export type ReasonCode =
  | 'NO_SUCH_ACCOUNT'
  | 'NO_SUCH_NUMBER'
  | 'NAME_MISMATCH'
  | 'AMOUNT_MISMATCH'
  | 'NOTHING_THERE'
  | 'ALREADY_STOPPED'
  | 'OVER_LIMIT'
  | 'WHITELISTED'
  | 'REPORTED_LOST'
  | 'ORIGINAL_MISSING'
  | 'DOCUMENT_MISSING'
  | 'NOT_OURS'
  | 'EXPIRED'
  | 'CANNOT'
  | 'OTHER'

const HOLDS: readonly ReasonCode[] = [
  'NAME_MISMATCH',
  'NO_SUCH_ACCOUNT',
  'AMOUNT_MISMATCH',
  'NOTHING_THERE',
  'ALREADY_STOPPED',
  'OVER_LIMIT',
  'WHITELISTED',
  'NOT_OURS',
  'OTHER',
]
const CUTS: readonly ReasonCode[] = [
  'NO_SUCH_NUMBER',
  'NOT_OURS',
  'NAME_MISMATCH',
  'ALREADY_STOPPED',
  'REPORTED_LOST',
  'WHITELISTED',
  'DOCUMENT_MISSING',
  'CANNOT',
  'OTHER',
]
const LETTING_GO: readonly ReasonCode[] = ['ORIGINAL_MISSING', 'NO_SUCH_ACCOUNT', 'EXPIRED', 'DOCUMENT_MISSING', 'NOT_OURS', 'CANNOT', 'OTHER']
const QUESTIONS: readonly ReasonCode[] = ['NO_SUCH_ACCOUNT', 'NAME_MISMATCH', 'DOCUMENT_MISSING', 'NOTHING_THERE', 'NOT_OURS', 'EXPIRED', 'CANNOT', 'OTHER']

export function reasonsFor(kind: string): readonly ReasonCode[] {
  switch (natureOf(kind)) {
    case 'hold':
      return HOLDS
    case 'cut':
      return CUTS
    case 'letGo':
      return LETTING_GO
    case 'ask':
      return QUESTIONS
  }
}

export type Nature = 'hold' | 'cut' | 'letGo' | 'ask'

/** What an order does to its target, by its kind. */
export function natureOf(kind: string): Nature {
  switch (kind) {
    case 'STOP_PAYMENT':
    case 'PROLONG':
    case 'FREEZE':
    case 'RENEW':
      return 'hold'
    case 'SUSPEND_NUMBER':
    case 'INTERCEPT_CALLS':
    case 'BLOCK_LINK':
    case 'REPORT_TO_PLATFORM':
    case 'WARNING_MESSAGE':
      return 'cut'
    case 'RELEASE':
    case 'UNFREEZE':
    case 'RESTORE_NUMBER':
    case 'LIFT':
      return 'letGo'
    default:
      return 'ask'
  }
}
