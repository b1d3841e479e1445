import { houseNow } from '@/time/house-clock'
import { dayOf, minuteOf, momentOf as sayMoment, secondOf, withOffset } from '@/time/format'

/**
 * A time as an operator types it, `15:10`, `1510`, `15:16:40`, `昨 15:10`, `11-18 15:10`: the last such moment that is not in the future. Empty
 * when it is none.
 */
export function momentOf(typed: string, now = houseNow()): string {
  const match = /^\s*(?:(\d{1,2})-(\d{1,2})\s+|(昨天?|y))?\s*(\d{1,2})[:：.]?(\d{2})(?:[:：.]?(\d{2}))?\s*$/i.exec(typed)
  if (!match) return ''
  const [, month, day, yesterday, hour = '', minute = '', second = '0'] = match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return ''
  const at = new Date(now)
  at.setHours(Number(hour), Number(minute), Number(second), 0)
  if (month && day) {
    at.setMonth(Number(month) - 1, Number(day))
    if (at.getTime() > now + 60_000) at.setFullYear(at.getFullYear() - 1)
    return at.getMonth() === Number(month) - 1 && at.getDate() === Number(day) ? withOffset(at.getTime()) : ''
  }
  if (yesterday || at.getTime() > now + 60_000) at.setDate(at.getDate() - 1)
  return withOffset(at.getTime())
}

/** The same, back as it would be typed: what is changed of it keeps its day and its seconds. */
export function typedOf(at: string, now = houseNow()): string {
  const said = sayMoment(at, dayOf(now))
  return new Date(at).getSeconds() === 0 ? said : said.replace(minuteOf(at), secondOf(at))
}

/** 2万, 1.5w, 3千, 45,000.5 as a decimal string; empty when it is no sum. */
export function sumOf(typed: string): string {
  const match = /^\s*[¥￥]?\s*([\d,，]*\.?\d+)\s*(万|w|千|k|百)?\s*[元块]?\s*$/i.exec(typed)
  if (!match) return ''
  const [whole = '0', rest = ''] = (match[1] ?? '').replace(/[,，]/g, '').split('.')
  const zeros = { 万: 4, w: 4, 千: 3, k: 3, 百: 2 }[(match[2] ?? '').toLowerCase()] ?? 0
  const digits = rest.padEnd(zeros, '0')
  const all = `${whole || '0'}${digits.slice(0, zeros)}`.replace(/^0+(?=\d)/, '')
  const cents = digits.slice(zeros)
  return cents ? `${all}.${cents}` : all
}
