import { language } from '@/i18n'
import { grouped } from '@/parts/money'

/** Sums as they are said to somebody on the telephone, each with the name of its currency. */
export function sayAloud(sums: readonly (readonly [amount: string, currency: string])[]): string {
  const spoken = sums.map(([amount, currency]) => one(amount, currency))
  return language() === 'zh' ? spoken.join('、') : spoken.join(' and ')
}

function one(amount: string, currency: string): string {
  if (language() === 'zh' && currency === 'CNY') return `${grouped(amount)} 元`
  return new Intl.NumberFormat(language() === 'zh' ? 'zh-CN' : 'en', { style: 'currency', currency, currencyDisplay: 'name' }).format(Number(amount))
}
