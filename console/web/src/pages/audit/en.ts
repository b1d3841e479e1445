import type { Same } from '@/i18n'
import type { zh } from './zh'

/** Sentences of the audit page, in English. */
export const en: Same<typeof zh> = {
  title: 'Audit',
  trail: 'Who did and read what',
  from: 'From',
  to: 'To',
  who: 'Who',
  whoHint: 'id',
  case: 'Case',
  any: 'All',
  act: 'Acts',
  read: 'Reads',
  refused: 'refused',
  failed: 'failed',
  at: 'When',
  what: 'What',
  about: 'About',
  reason: 'Reason',
  way: 'From where',
  older: 'Earlier',
  export: 'Export CSV',
  none: 'Nothing was written in this time',
  noneMore: 'Widen the time or take out a condition.',
  count: '{n} line | {n} lines',
  ledger: 'Ledger',
  keyFilter: 'Filter',
  keyVerify: 'Verify the ledger',
  about2: 'Every act and every reading of personal data stands here, with its reason; reading this page does, too.',
}
