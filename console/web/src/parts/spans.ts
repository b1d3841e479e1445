import { common as t } from '@/i18n'
import { spanOf } from './clock'

/** A span in the language of the desk: 31 分, 3 h 41. */
export function sayTheSpan(ms: number): string {
  const span = spanOf(ms)
  if (span.is === 'hours') return t('clock.hours', { h: span.h, m: String(span.m).padStart(2, '0') })
  if (span.is === 'days') return t('clock.days', { d: span.d, h: span.h })
  return t(`clock.${span.is}`, { n: span.n })
}

/** How long something took: milliseconds below a second, tenths below ten. */
export function sayHowLong(ms: number): string {
  if (ms < 1000) return t('took.ms', { n: Math.max(0, Math.round(ms)) })
  if (ms < 60_000) return t('took.seconds', { n: ms < 10_000 ? (ms / 1000).toFixed(1) : String(Math.round(ms / 1000)) })
  if (ms < 3_600_000) return t('took.minutes', { n: String(Math.floor(ms / 60_000)) })
  return t('took.hours', { n: (ms / 3_600_000).toFixed(1) })
}
