/** What is asked of the cases, as it stands in the address, in the body of the question and on the server's shelf. */
import type { components } from '@/api/contract.gen'
import { fraudOf } from '@/parts/report-words'

export type CaseSearch = components['schemas']['CaseSearch']
export type FoundCases = components['schemas']['FoundCases']
export type FoundCase = components['schemas']['FoundCase']
export type SavedSearch = components['schemas']['SavedSearch']
type Query = Record<string, unknown>

export const CASE_GROUPS = ['kinds', 'statuses', 'colours', 'banks', 'carriers', 'places', 'amounts', 'months'] as const
export type CaseGroup = (typeof CASE_GROUPS)[number]
export const ORDERS = ['NEWEST', 'OLDEST', 'MONEY', 'BEST'] as const

const FEW: Partial<Record<CaseGroup, readonly string[]>> = {
  statuses: ['REPORTED', 'FILED', 'SOLVED', 'CLOSED'],
  colours: ['RED', 'ORANGE', 'BLUE', 'GREEN'],
  amounts: ['0', '10000', '50000', '500000'],
}
const LONGEST: Record<CaseGroup, number> = { kinds: 20, statuses: 4, colours: 4, banks: 20, carriers: 20, places: 20, amounts: 4, months: 24 }
const DAY = /^\d{4}-\d{2}-\d{2}$/
const SUM = /^\d{1,15}(\.\d{1,2})?$/

function one(query: Query, name: string): string {
  const value = query[name]
  return typeof value === 'string' ? value : ''
}

/** The values of a group that the address names and that can be; the rest is somebody's slip. */
export function chosenIn(query: Query, group: CaseGroup): string[] {
  const value = query[group]
  const all = (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string' && each !== '')
  const known = FEW[group]
  // An address of before may name a kind of fraud by a word.
  return [...new Set(group === 'kinds' ? all.map(fraudOf) : all)].filter((each) => (known ? known.includes(each) : group !== 'months' || /^\d{4}-\d{2}$/.test(each))).slice(0, LONGEST[group])
}

/** The beginning of a day here, or of the one after it. */
function midnight(day: string, later = 0): string | undefined {
  if (!DAY.test(day)) return undefined
  const at = new Date(`${day}T00:00:00`)
  if (Number.isNaN(at.getTime())) return undefined
  at.setDate(at.getDate() + later)
  return at.toISOString()
}

/** The question that an address asks. Days are whole ones: `to` is the last that counts. */
export function toSearch(query: Query): CaseSearch {
  const search: CaseSearch = {}
  const q = one(query, 'q').trim().slice(0, 400)
  if (q) search.q = q
  const loose = search as Record<string, unknown>
  for (const group of CASE_GROUPS) {
    const values = chosenIn(query, group)
    if (values.length > 0) loose[group] = values
  }
  const from = midnight(one(query, 'from'))
  const to = midnight(one(query, 'to'), 1)
  if (from) search.from = from
  if (to && (!from || from < to)) search.to = to
  const least = one(query, 'least')
  const most = one(query, 'most')
  if (SUM.test(least)) search.least = least
  if (SUM.test(most) && (!search.least || Number(most) >= Number(least))) search.most = most
  const order = one(query, 'order')
  if (order !== 'NEWEST' && (ORDERS as readonly string[]).includes(order)) search.order = order as (typeof ORDERS)[number]
  return search
}

/** The address with a value of a group chosen, or no more. */
export function withToggled(query: Query, group: CaseGroup, value: string): Query {
  const now = chosenIn(query, group)
  const next = now.includes(value) ? now.filter((each) => each !== value) : [...now, value]
  return { ...query, [group]: next, at: undefined }
}

/** The address with nothing chosen. */
export function withoutAny(query: Query): Query {
  return { ...query, ...Object.fromEntries([...CASE_GROUPS, 'from', 'to', 'least', 'most'].map((name) => [name, undefined])) }
}

function dayOf(instant: string | undefined, earlier = 0): string | undefined {
  if (!instant) return undefined
  const at = new Date(instant)
  at.setDate(at.getDate() - earlier)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}

/** The address that asks a saved search again. */
export function addressOf(saved: SavedSearch): Record<string, string | string[]> {
  const { search } = saved
  const address: Record<string, string | string[] | undefined> = saved.subjects
    ? { q: search.q, ...Object.fromEntries(new URLSearchParams(saved.narrowed ?? '')) }
    : {
        in: 'cases',
        q: search.q,
        ...Object.fromEntries(CASE_GROUPS.map((group) => [group, search[group] as string[] | undefined])),
        from: dayOf(search.from),
        to: dayOf(search.to, 1),
        least: search.least,
        most: search.most,
        order: search.order,
      }
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined && value.length > 0)) as Record<string, string | string[]>
}

/** A choice and how many cases it would show; what is chosen stays to be unchosen, though nothing has it. */
export function choices(found: FoundCases | undefined, query: Query, group: CaseGroup): { value: string; name: string; cases: number; on: boolean }[] {
  const chosen = chosenIn(query, group)
  const counted = found?.facets[group] ?? []
  const there = counted.map((each) => ({ value: each.value, name: each.name ?? each.value, cases: each.cases, on: chosen.includes(each.value) }))
  const gone = chosen.filter((value) => !counted.some((each) => each.value === value)).map((value) => ({ value, name: value, cases: 0, on: true }))
  const all = [...there, ...gone]
  const order = FEW[group] ?? (group === 'months' ? [...all.map((each) => each.value)].sort().reverse() : undefined)
  return order ? all.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value)) : all
}

/** A text in pieces, those that were asked for marked. Spans that do not fit the text are left out. */
export function pieces(text: string, spans: readonly { from: number; to: number }[]): { text: string; hit: boolean }[] {
  const all: { text: string; hit: boolean }[] = []
  let at = 0
  for (const { from, to } of spans) {
    if (from < at || to > text.length || from >= to) continue
    if (from > at) all.push({ text: text.slice(at, from), hit: false })
    all.push({ text: text.slice(from, to), hit: true })
    at = to
  }
  if (at < text.length) all.push({ text: text.slice(at), hit: false })
  return all
}

/** A cell that a spreadsheet would take for a formula, or round, begins with an apostrophe. */
export function cell(value: string): string {
  return `"${(/^[=+\-@\t\r]|^\d{12,}$/.test(value) ? `'${value}` : value).replace(/"/g, '""')}"`
}
