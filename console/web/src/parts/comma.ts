import { language } from '@/i18n'

/** What stands between the parts of a list, as the reader's language writes it. */
export function comma(): string {
  return language() === 'zh' ? '、' : ', '
}

/** What stands between two sentences that are no list. */
export function semicolon(): string {
  return language() === 'zh' ? '；' : '; '
}

/** What stands between a question and its answer. */
export function colon(): string {
  return language() === 'zh' ? '：' : ': '
}
