/** How instants are written: local time of this machine, the exact instant with its zone on request. */
const two = (n: number) => String(n).padStart(2, '0')

/** 16:09 */
export function minuteOf(at: number | string): string {
  const date = new Date(at)
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

/** 16:09:03 */
export function secondOf(at: number | string): string {
  const date = new Date(at)
  return `${minuteOf(at)}:${two(date.getSeconds())}`
}

/** 2026-11-20 */
export function dayOf(at: number | string): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** 2026-11-20 16:09:03.114 +08:00 · UTC 08:09:03.114 */
export function exactly(at: number | string): string {
  const date = new Date(at)
  const minutes = -date.getTimezoneOffset()
  const zone = `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
  const ms = String(date.getMilliseconds()).padStart(3, '0')
  return `${dayOf(at)} ${secondOf(at)}.${ms} ${zone} · UTC ${date.toISOString().slice(11, 23)}`
}

/** Local time with its offset, as the API wants it. */
export function withOffset(at: number | string): string {
  const date = new Date(at)
  const minutes = -date.getTimezoneOffset()
  const zone = `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
  return `${dayOf(at)}T${secondOf(at)}${zone}`
}

/** 14:05, with its day where that is not today: 11-25 14:05. */
export function momentOf(at: string, today: string): string {
  return dayOf(at) === today ? minuteOf(at) : `${dayOf(at).slice(5)} ${minuteOf(at)}`
}
