/** Why an order is refused, in the order of its digits: the commonest reason of its kind has the nearest key. */
import { placeOf } from '@/parts/refusal'

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
  | 'BAD_FORMAT'
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
const NUMBERS: readonly ReasonCode[] = [
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
const NUMBERS_LET_GO: readonly ReasonCode[] = ['ORIGINAL_MISSING', 'NO_SUCH_NUMBER', 'NOT_OURS', 'EXPIRED', 'DOCUMENT_MISSING', 'CANNOT', 'OTHER']
const ABOUT_NUMBERS: readonly ReasonCode[] = ['NO_SUCH_NUMBER', 'NOT_OURS', 'DOCUMENT_MISSING', 'CANNOT', 'OTHER']
const MESSAGES: readonly ReasonCode[] = ['NO_SUCH_NUMBER', 'NOT_OURS', 'OVER_LIMIT', 'CANNOT', 'OTHER']
const LINKS: readonly ReasonCode[] = ['CANNOT', 'ALREADY_STOPPED', 'WHITELISTED', 'BAD_FORMAT', 'NOT_OURS', 'DOCUMENT_MISSING', 'OTHER']
const LINKS_LET_GO: readonly ReasonCode[] = ['ORIGINAL_MISSING', 'EXPIRED', 'NOT_OURS', 'DOCUMENT_MISSING', 'OTHER']
const PLATFORMS: readonly ReasonCode[] = ['NO_SUCH_ACCOUNT', 'NOT_OURS', 'ALREADY_STOPPED', 'DOCUMENT_MISSING', 'CANNOT', 'OTHER']
const LETTING_GO: readonly ReasonCode[] = ['ORIGINAL_MISSING', 'NO_SUCH_ACCOUNT', 'EXPIRED', 'DOCUMENT_MISSING', 'NOT_OURS', 'CANNOT', 'OTHER']
const QUESTIONS: readonly ReasonCode[] = ['NO_SUCH_ACCOUNT', 'NAME_MISMATCH', 'DOCUMENT_MISSING', 'NOTHING_THERE', 'NOT_OURS', 'EXPIRED', 'CANNOT', 'OTHER']

/** @param is what the order is about, where its kind does not tell whether a bank or a carrier has it */
export function reasonsFor(kind: string, is?: string): readonly ReasonCode[] {
  const nature = natureOf(kind)
  switch (placeOf(kind, is)) {
    case 'number':
      return nature === 'letGo' ? NUMBERS_LET_GO : nature === 'ask' ? ABOUT_NUMBERS : NUMBERS
    case 'message':
      return MESSAGES
    case 'link':
      return nature === 'letGo' ? LINKS_LET_GO : LINKS
    case 'platform':
      return PLATFORMS
    case 'bank':
      return ofBanks(nature)
  }
}

function ofBanks(nature: Nature): readonly ReasonCode[] {
  switch (nature) {
    case 'hold':
    case 'cut':
      return HOLDS
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
