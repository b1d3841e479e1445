import type { Hour } from '@/api/board'

/** A bar for each hour of a day: how high it stands, and how much of it is dark, in hundredths of the highest. */
export interface Bar {
  readonly hour?: Hour
  readonly high: number
  readonly dark: number
}

const DAY = 24

/** The hours that are still to come have a place and no bar; a day on which the clocks go back has one more. */
export function barsOf(hours: readonly Hour[]): Bar[] {
  const most = Math.max(1, ...hours.map(one => one.calls))
  const part = (n: number): number => Math.round((n / most) * 100)
  return Array.from({ length: Math.max(DAY, hours.length) }, (_, at) => {
    const hour = hours[at]
    return hour ? { hour, high: part(hour.calls), dark: part(hour.casesWithHold) } : { high: 0, dark: 0 }
  })
}

/** The hour that brought most calls, the first of them; none before the first call. */
export function busiest(hours: readonly Hour[]): Hour | undefined {
  return hours.reduce<Hour | undefined>((most, one) => (one.calls > (most?.calls ?? 0) ? one : most), undefined)
}
