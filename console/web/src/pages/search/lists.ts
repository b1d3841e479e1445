/** Lists as a person sends them: their types, who may do what with them, and what a file came to. */
import type { components } from '@/api/contract.gen'
import { comma } from '@/parts/comma'

type Screened = components['schemas']['ScreenedFile']

export const mayBring = (roles: readonly string[]): boolean => roles.some((role) => role === 'ANALYST' || role === 'SUPERVISOR')
export const mayDrop = (roles: readonly string[]): boolean => roles.includes('SUPERVISOR')

/** What a file is sent as. What it is, the house sees for itself. */
export function typeOf(name: string): string {
  if (/\.(csv|txt)$/i.test(name)) return 'text/csv'
  if (/\.xlsx$/i.test(name)) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return /\.(ndjson|jsonl)$/i.test(name) ? 'application/x-ndjson' : 'application/octet-stream'
}

export const FORMATS = ['csv', 'xlsx', 'ndjson'] as const

/** Where suspects are taken along as a file: what was typed, narrowed as it is on the screen. Without a word all of them. */
export function takenAlong(format: (typeof FORMATS)[number], q: string, kinds: readonly string[] = [], colours: readonly string[] = []): string {
  const asked = { format, q: q.trim(), kinds: kinds.join(','), colours: colours.join(',') }
  return `/api/suspects/export?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value))}`
}

const LINES = 30

/** What a file that was held against what is known came to: a line for each hit and fault, some at most. */
export function heldAgainst(screened: Screened, say: (name: 'knownOf' | 'lineHit' | 'lineFault', filling: Record<string, string | number>) => string): string {
  const hits = screened.hits.map((hit) => say('lineHit', { line: String(hit.line), entry: hit.entry, of: [...hit.hits.map((one) => one.subject.display), ...hit.listed.flatMap((one) => one.on.map((on) => on.list))].slice(0, 3).join(comma()) }))
  const faults = screened.faults.map((fault) => say('lineFault', { line: String(fault.line), says: fault.says }))
  const all = [...hits, ...faults]
  return [say('knownOf', { known: String(screened.known), of: String(screened.entries) }), ...all.slice(0, LINES), ...(all.length > LINES ? ['…'] : [])].join('\n')
}
