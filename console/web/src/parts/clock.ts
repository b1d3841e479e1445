export type Band = 'green' | 'blue' | 'orange' | 'red' | 'stop'

/** When a clock changes its colour: so many minutes left, at most. */
export interface Bands {
  readonly blue: number
  readonly orange: number
  readonly red: number
}

/** Of golden time three quarters, a third and a sixth: of an hour, green above 45 minutes, blue 20 to 45, orange 10 to 20, red below. */
export function goldenBandsOf(minutes: number): Bands {
  return { blue: (minutes * 3) / 4, orange: minutes / 3, red: minutes / 6 }
}
/** Holds: green above twelve hours, blue 4 to 12, orange 1 to 4, red below. */
export const holdBands: Bands = { blue: 720, orange: 240, red: 60 }

/** Of a time to answer: three quarters of it are green, the last fifth is red, however long it is. */
export function dueBands(from: string, until: string): Bands {
  const minutes = Math.max(0, Date.parse(until) - Date.parse(from)) / 60_000
  return { blue: minutes * 0.75, orange: minutes * 0.5, red: minutes * 0.2 }
}

/** Minutes of a length of time as the contract writes it: PT1H, PT1H30M. */
export function minutesOf(duration: string): number | undefined {
  const read = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration)
  if (!read) return undefined
  const [days, hours, minutes, seconds] = read.slice(1).map(one => Number(one ?? 0)) as [number, number, number, number]
  return days * 1440 + hours * 60 + minutes + seconds / 60
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
