import type { Seat, Speed } from '@/api/board'

/** One desk: what it has to do, and who sits there. */
export interface DeskLoad {
  /** Empty for the centre itself. */
  readonly id: string
  readonly speed?: Speed
  readonly seats: readonly Seat[]
}

/** The centre first, then whoever is late or has most to do; a desk at which somebody sits is there though nothing is open. */
export function desksOf(speeds: readonly Speed[], seats: readonly Seat[]): DeskLoad[] {
  const at = new Map<string, Seat[]>()
  for (const seat of seats) at.set(seat.institution ?? '', [...(at.get(seat.institution ?? '') ?? []), seat])
  const busy = [...speeds].sort((a, b) => b.late - a.late || b.open - a.open || a.id.localeCompare(b.id))
  const quiet = [...at.keys()].filter(id => id !== '' && !speeds.some(one => one.id === id)).sort()
  const centre = at.get('')
  return [
    ...(centre ? [{ id: '', seats: centre }] : []),
    ...busy.map(speed => ({ id: speed.id, speed, seats: at.get(speed.id) ?? [] })),
    ...quiet.map(id => ({ id, seats: at.get(id)! })),
  ]
}
