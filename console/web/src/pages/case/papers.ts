import { t } from './words'

const KNOWN = ['freeze-notice', 'release-notice', 'stop-payment-form', 'reply'] as const

/** What a document is called; one that the rulebook of a centre adds keeps its own name. */
export function sayPaper(name: string): string {
  const known = KNOWN.find(one => one === name)
  return known ? t(`paper.${known}`) : name
}
