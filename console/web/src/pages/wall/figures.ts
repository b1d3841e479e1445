/** Figures as a wall says them: few digits, read from ten metres. */
import type { Language } from '@/i18n'
import { minor, signOf } from '@/parts/money'

/** A sum in the unit people count it in: 万 and 亿 in Chinese, thousands and millions in English. */
export interface Big {
  readonly figure: string
  readonly unit: 'whole' | 'wan' | 'yi'
}

export function big(amount: string, language: Language): Big {
  const whole = Number(minor(amount) / 100n)
  const [first, second] = language === 'zh' ? [10_000, 100_000_000] : [1_000, 1_000_000]
  if (whole < first) return { figure: String(whole), unit: 'whole' }
  if (whole < second) return { figure: oneDecimal(whole / first), unit: 'wan' }
  return { figure: oneDecimal(whole / second), unit: 'yi' }
}

/** What stands before a figure to say of which currency it is; yuan are said behind it in Chinese: 268.3万元. */
export function signBefore(currency: string, language: Language): string {
  if (currency === 'CNY' && language === 'zh') return ''
  const sign = signOf(currency)
  return sign === currency ? `${sign} ` : sign
}

/** Cut, never rounded up: a wall does not promise money that is not held. */
function oneDecimal(value: number): string {
  const cut = Math.floor(value * 10) / 10
  return cut >= 1000 ? String(Math.floor(cut)) : cut.toFixed(1)
}

/** In percent, cut; 100 only when it is all. */
export function share(part: string, all: string): number {
  const whole = minor(all)
  return whole === 0n ? 0 : Number((minor(part) * 100n) / whole)
}

/** Where a bar ends, in percent of its track; the limit stands at two thirds, and what is beyond one and a half limits fills it. */
export function along(ms: number, limitS: number): number {
  return Math.max(0.5, Math.min(100, (ms / (limitS * 1000)) * (200 / 3)))
}

/** Seconds with a tenth below ten, whole above. */
export function seconds(ms: number): string {
  return ms < 10_000 ? (Math.round(ms / 100) / 10).toString() : String(Math.round(ms / 1000))
}
