/** Narrowing what was found: how many of each sort there are, and which stay. The answer is at most fifty long, so it is done here. */
import type { components } from '@/api/contract.gen'

export type Suspect = components['schemas']['Suspect']

export const GROUPS = ['kind', 'match', 'colour', 'state', 'seen'] as const
export type Group = (typeof GROUPS)[number]

export interface Choice {
  value: string
  count: number
  on: boolean
}

export type Chosen = Partial<Record<Group, readonly string[]>>

const KINDS = ['account', 'phone', 'link', 'chat', 'email', 'app', 'person', 'idDocument']
const COLOURS = ['RED', 'ORANGE', 'BLUE', 'GREEN']
const STATES = ['held', 'free', 'unrelated', 'protected']
const SEEN = ['day', 'week', 'older']
const DAY = 86_400_000

/** Ways of matching, gathered as a person thinks of them, the surest first. */
const MATCHES: Record<string, readonly string[]> = {
  exact: ['EXACT'],
  written: ['WRITTEN_OTHERWISE'],
  tail: ['TAIL_AND_BANK', 'TAIL_AND_NAME', 'TAIL', 'BEGINNING'],
  name: ['NAME', 'NAME_HIDDEN'],
  slip: ['DIGITS_SWAPPED', 'DIGIT_DOUBLED', 'DIGIT_MISSING', 'DIGIT_EXTRA', 'DIGIT_WRONG', 'NAME_SLIP'],
  sound: ['SOUND', 'SOUND_SWAPPED', 'SOUND_SLIP'],
  link: ['HOST', 'DOMAIN', 'LOOK_ALIKE', 'TYPO_SQUAT'],
}

const SURE = new Set(['EXACT', 'WRITTEN_OTHERWISE', 'TAIL_AND_BANK', 'TAIL_AND_NAME', 'NAME', 'HOST'])
const UNSURE = new Set(['TAIL', 'BEGINNING', 'SOUND_SLIP', 'NAME_SLIP', 'SOUND_SWAPPED', 'NAME_HIDDEN'])

/** How far a match can be relied on. */
export function certainty(suspect: Suspect): 'high' | 'middle' | 'low' {
  return SURE.has(suspect.match.why) ? 'high' : UNSURE.has(suspect.match.why) ? 'low' : 'middle'
}

export function matchGroup(why: string): string {
  return Object.entries(MATCHES).find(([, all]) => all.includes(why))?.[0] ?? 'slip'
}

export function stateOf(suspect: Suspect): string {
  if (suspect.protectedBecause) return 'protected'
  if (suspect.reasons.some((reason) => reason.code === 'ALL_FOUND_UNRELATED')) return 'unrelated'
  return suspect.holdStands ? 'held' : 'free'
}

export function seenOf(suspect: Suspect, now: number): string {
  const age = now - Date.parse(suspect.lastAt)
  return age <= DAY ? 'day' : age <= 7 * DAY ? 'week' : 'older'
}

function valueOf(suspect: Suspect, group: Group, now: number): string {
  switch (group) {
    case 'kind':
      return suspect.subject.is
    case 'match':
      return matchGroup(suspect.match.why)
    case 'colour':
      return suspect.colour
    case 'state':
      return stateOf(suspect)
    case 'seen':
      return seenOf(suspect, now)
  }
}

function fits(suspect: Suspect, chosen: Chosen, now: number, but?: Group): boolean {
  return GROUPS.every((group) => {
    const wanted = chosen[group]
    return group === but || !wanted || wanted.length === 0 || wanted.includes(valueOf(suspect, group, now))
  })
}

export function narrowed(suspects: readonly Suspect[], chosen: Chosen, now: number): Suspect[] {
  return suspects.filter((suspect) => fits(suspect, chosen, now))
}

/** Counts are of what the other groups leave, so that a number is what a click would show. */
export function facets(suspects: readonly Suspect[], chosen: Chosen, now: number): Record<Group, Choice[]> {
  const all: Record<Group, readonly string[]> = { kind: KINDS, match: Object.keys(MATCHES), colour: COLOURS, state: STATES, seen: SEEN }
  const choices = (group: Group) => {
    const left = suspects.filter((suspect) => fits(suspect, chosen, now, group))
    return all[group].map((value) => ({
      value,
      count: left.filter((suspect) => valueOf(suspect, group, now) === value).length,
      on: chosen[group]?.includes(value) ?? false,
    }))
  }
  return { kind: choices('kind'), match: choices('match'), colour: choices('colour'), state: choices('state'), seen: choices('seen') }
}

/** The choice as it stands in the address, and back. What is no group or value is left out. */
export function toQuery(chosen: Chosen): Record<string, string> {
  return Object.fromEntries(GROUPS.filter((group) => chosen[group]?.length).map((group) => [group, chosen[group]!.join('.')]))
}

export function fromQuery(query: Record<string, unknown>): Chosen {
  const chosen: Chosen = {}
  for (const group of GROUPS) {
    const text = query[group]
    if (typeof text === 'string' && /^[A-Za-z.]+$/.test(text)) chosen[group] = text.split('.').filter(Boolean)
  }
  return chosen
}

export function toggled(chosen: Chosen, group: Group, value: string): Chosen {
  const now = chosen[group] ?? []
  return { ...chosen, [group]: now.includes(value) ? now.filter((one) => one !== value) : [...now, value] }
}

/** Which characters of what is known were typed, as from-to pairs, so that the eye finds them. */
export function marks(shown: string, query: string): [number, number][] {
  const found: [number, number][] = []
  for (const word of query.split(/[\s,，;；]+/).filter((part) => part.length > 0)) {
    const bare = word.replace(/[*?？＊]/g, ' ').trim()
    for (const piece of bare.split(/\s+/).filter(Boolean)) {
      const at = findLoose(shown, piece)
      if (at) found.push(at)
    }
  }
  found.sort((a, b) => a[0] - b[0])
  return found.filter((one, i) => i === 0 || one[0] >= found[i - 1]![1])
}

/** Spaces inside a number do not count. The last place wins: tails are what people read out. */
function findLoose(shown: string, piece: string): [number, number] | null {
  const places: number[] = []
  let bare = ''
  for (let i = 0; i < shown.length; i++) {
    if (/[\s-]/.test(shown[i]!)) continue
    places.push(i)
    bare += shown[i]!.toLowerCase()
  }
  const wanted = piece.replace(/[\s-]/g, '').toLowerCase()
  const at = wanted === '' ? -1 : bare.lastIndexOf(wanted)
  return at < 0 ? null : [places[at]!, places[at + wanted.length - 1]! + 1]
}
