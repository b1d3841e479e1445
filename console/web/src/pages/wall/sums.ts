import { language } from '@/i18n'
import { big, signBefore } from './figures'
import { t } from './words'

/** A sum of a wall in three parts, of which the last is set small. */
export interface Said {
  readonly sign: string
  readonly figure: string
  readonly unit: string
}

export function saidOf(amount: string, currency: string): Said {
  const { figure, unit } = big(amount, language())
  return { sign: signBefore(currency, language()), figure, unit: t(`unit.${unit}`) + (currency === 'CNY' ? t('yuan') : '') }
}

/** The same in one word. */
export function saySum(amount: string, currency = 'CNY'): string {
  const { sign, figure, unit } = saidOf(amount, currency)
  return sign + figure + unit
}
