import { language } from '@/i18n'

/** What stands between the parts of a list, as the reader's language writes it. */
export function comma(): string {
  return language() === 'zh' ? '、' : ', '
}
