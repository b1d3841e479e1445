export type Band = 'green' | 'blue' | 'orange' | 'red' | 'stop'

/** When a clock changes its colour: so many minutes left, at most. */
export interface Bands {
  readonly blue: number
  readonly orange: number
  readonly red: number
}

/** Golden time of an hour: green above 45 minutes, blue 20 to 45, orange 10 to 20, red below. */
export const goldenBands: Bands = { blue: 45, orange: 20, red: 10 }
/** Holds: green above twelve hours, blue 4 to 12, orange 1 to 4, red below. */
export const holdBands: Bands = { blue: 720, orange: 240, red: 60 }

/** Of a time to answer: three quarters of it are green, the last fifth is red, however long it is. */
export function dueBands(from: string, until: string): Bands {
  const minutes = Math.max(0, Date.parse(until) - Date.parse(from)) / 60_000
  return { blue: minutes * 0.75, orange: minutes * 0.5, red: minutes * 0.2 }
}

export function bandOf(msLeft: number, bands: Bands): Band {
  const minutes = msLeft / 60_000
  if (minutes < bands.red) return 'red'
  if (minutes <= bands.orange) return 'orange'
  return minutes <= bands.blue ? 'blue' : 'green'
}

/** A span as people say it on a desk. Whole units, cut, never rounded up: nobody is promised a minute that is not there. */
export type Span =
  | { readonly is: 'seconds'; readonly n: number }
  | { readonly is: 'minutes'; readonly n: number }
  | { readonly is: 'hours'; readonly h: number; readonly m: number }
  | { readonly is: 'days'; readonly d: number; readonly h: number }

export function spanOf(ms: number): Span {
  const seconds = Math.floor(Math.abs(ms) / 1000)
  if (seconds < 60) return { is: 'seconds', n: seconds }
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return { is: 'minutes', n: minutes }
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return { is: 'hours', h: hours, m: minutes % 60 }
  return { is: 'days', d: Math.floor(hours / 24), h: hours % 24 }
}
