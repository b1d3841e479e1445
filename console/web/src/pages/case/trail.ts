/** Where the victim's money went: accounts as nodes, transfers as flows, and which part of each is the victim's. */

import { plainAccount } from '@/parts/account'

/** One movement of money, in the smallest unit of its currency. */
export interface Move {
  from: Side | null
  to: Side | null
  minor: bigint
  at: number
  /** Said by the victim, so all of it is the victim's money. */
  reported: boolean
}

export interface Side {
  account: string
  bank?: string | undefined
  holder?: string | undefined
}

/** How a payment out of a mixed account is charged to the money in it. */
export type Taint = 'fifo' | 'share'

export interface TrailNode {
  key: string
  bank: string
  holder: string
  hop: number
  /** Of the victim's money: what came in, what went on, what left by nobody's account (cash, a shop). */
  came: bigint
  went: bigint
  cash: bigint
  held: bigint
  source: boolean
  /** So many accounts are folded into this one. */
  folded: number
}

export interface TrailFlow {
  from: string
  to: string
  minor: bigint
  first: number
  count: number
}

export interface Trail {
  nodes: TrailNode[]
  flows: TrailFlow[]
  hops: number
  held: bigint
  /** All accounts the money reached, folded ones too. */
  accounts: number
}

interface Lot {
  minor: bigint
  tainted: bigint
}

/** The same account, however it was typed. */
export function accountKey(typed: string): string {
  return plainAccount(typed).replace(/[\s\-·.]/g, '').toUpperCase()
}

const MOST_HOPS = 4
const MOST_ACCOUNTS = 12
const SOURCE = 'source:'
/** In place of the account of a victim who named none. */
export const UNNAMED = '?'

/**
 * Follows the reported payments through what institutions told.
 *
 * @param held standing holds by account key; a node never shows more than came to it
 * @param opening what was in an account before its first known movement, where that can be told
 */
export function follow(
  moves: Move[],
  taint: Taint,
  held: ReadonlyMap<string, bigint>,
  opening: ReadonlyMap<string, bigint> = new Map(),
): Trail {
  const lots = new Map<string, Lot[]>()
  const nodes = new Map<string, TrailNode>()
  const flows = new Map<string, TrailFlow>()
  for (const [key, minor] of opening) {
    if (minor > 0n) lots.set(key, [{ minor, tainted: 0n }])
  }
  for (const move of withoutEchoes(moves)) {
    const from = move.from && accountKey(move.from.account)
    const to = move.to && accountKey(move.to.account)
    const tainted = move.reported ? move.minor : from ? take(lots.get(from) ?? [], move.minor, taint) : 0n
    if (to) {
      const lot = { minor: move.minor, tainted }
      const there = lots.get(to)
      if (there) there.push(lot)
      else lots.set(to, [lot])
    }
    if (tainted === 0n) continue
    const begin = move.reported ? SOURCE + (from ?? '') : from!
    const source = node(nodes, begin, move.from, move.reported)
    source.went += tainted
    if (!to) {
      source.cash += tainted
      continue
    }
    const target = node(nodes, to, move.to, false)
    target.came += tainted
    const name = `${begin}>${to}`
    const flow = flows.get(name)
    if (flow) {
      flow.minor += tainted
      flow.count++
    } else {
      flows.set(name, { from: begin, to, minor: tainted, first: move.at, count: 1 })
    }
  }
  for (const each of nodes.values()) {
    const stands = held.get(each.key) ?? 0n
    each.held = each.source ? 0n : stands < each.came ? stands : each.came
  }
  number(nodes, flows)
  return fold([...nodes.values()], [...flows.values()])
}

/** A reported payment that the payee's own statement shows again is one payment. */
function withoutEchoes(moves: Move[]): Move[] {
  const reported = moves.filter((move) => move.reported)
  const claimed = new Set<Move>()
  const rest = moves.filter((move) => {
    if (move.reported) return false
    const twin = reported.find(
      (said) =>
        !claimed.has(said) &&
        said.minor === move.minor &&
        said.to !== null &&
        move.to !== null &&
        accountKey(said.to.account) === accountKey(move.to.account) &&
        (said.from === null || said.from.account === UNNAMED || move.from === null || accountKey(said.from.account) === accountKey(move.from.account)) &&
        Math.abs(said.at - move.at) <= 30 * 60_000,
    )
    if (twin) claimed.add(twin)
    return !twin
  })
  return [...reported, ...rest].sort((a, b) => a.at - b.at || Number(b.reported) - Number(a.reported))
}

/** Takes money out of an account and says how much of it was the victim's. */
function take(lots: Lot[], minor: bigint, taint: Taint): bigint {
  if (taint === 'share') {
    const all = lots.reduce((sum, lot) => sum + lot.minor, 0n)
    if (all === 0n) return 0n
    const out = minor < all ? minor : all
    const dirty = lots.reduce((sum, lot) => sum + lot.tainted, 0n)
    const part = (dirty * out) / all
    lots.splice(0, lots.length, { minor: all - out, tainted: dirty - part })
    return part
  }
  let left = minor
  let tainted = 0n
  while (left > 0n && lots.length > 0) {
    const lot = lots[0]!
    const out = lot.minor < left ? lot.minor : left
    const part = lot.minor === out ? lot.tainted : (lot.tainted * out) / lot.minor
    lot.minor -= out
    lot.tainted -= part
    tainted += part
    left -= out
    if (lot.minor === 0n) lots.shift()
  }
  return tainted
}

function node(nodes: Map<string, TrailNode>, key: string, side: Side | null, source: boolean): TrailNode {
  let found = nodes.get(key)
  if (!found) {
    found = { key, bank: '', holder: '', hop: source ? 0 : -1, came: 0n, went: 0n, cash: 0n, held: 0n, source, folded: 0 }
    nodes.set(key, found)
  }
  found.bank ||= side?.bank ?? ''
  found.holder ||= side?.holder ?? ''
  return found
}

/** How far each account lies from the victim: the shortest way counts. */
function number(nodes: Map<string, TrailNode>, flows: Map<string, TrailFlow>) {
  let edge = [...nodes.values()].filter((each) => each.source)
  while (edge.length > 0) {
    const next: TrailNode[] = []
    for (const each of edge) {
      for (const flow of flows.values()) {
        const target = nodes.get(flow.to)
        if (flow.from === each.key && target && target.hop < 0) {
          target.hop = each.hop + 1
          next.push(target)
        }
      }
    }
    edge = next
  }
}

/** The smallest accounts of a hop become one when there are more than a person can read. */
function fold(all: TrailNode[], flows: TrailFlow[]): Trail {
  const reached = all.filter((each) => !each.source)
  const hops = Math.max(0, ...reached.map((each) => each.hop))
  const held = reached.reduce((sum, each) => sum + each.held, 0n)
  const into = new Map<string, string>()
  const nodes: TrailNode[] = all.filter((each) => each.source)
  const perHop = Math.max(2, Math.floor(MOST_ACCOUNTS / Math.max(1, Math.min(hops, MOST_HOPS))))
  for (let hop = 1; hop <= Math.min(hops, MOST_HOPS); hop++) {
    const here = reached
      .filter((each) => (hop === MOST_HOPS ? each.hop >= hop : each.hop === hop))
      .sort((a, b) => (a.came < b.came ? 1 : a.came > b.came ? -1 : 0))
    const keep = here.length <= perHop ? here : here.slice(0, perHop - 1)
    nodes.push(...keep.map((each) => ({ ...each, hop })))
    const rest = here.slice(keep.length)
    if (rest.length === 0) continue
    const key = `more:${hop}`
    for (const each of rest) into.set(each.key, key)
    nodes.push({
      key,
      bank: '',
      holder: '',
      hop,
      came: total(rest, 'came'),
      went: total(rest, 'went'),
      cash: total(rest, 'cash'),
      held: total(rest, 'held'),
      source: false,
      folded: rest.length,
    })
  }
  const merged = new Map<string, TrailFlow>()
  for (const flow of flows) {
    const from = into.get(flow.from) ?? flow.from
    const to = into.get(flow.to) ?? flow.to
    if (from === to) continue
    const name = `${from}>${to}`
    const there = merged.get(name)
    if (there) {
      there.minor += flow.minor
      there.count += flow.count
      there.first = Math.min(there.first, flow.first)
    } else {
      merged.set(name, { ...flow, from, to })
    }
  }
  return { nodes, flows: [...merged.values()], hops, held, accounts: reached.length }
}

function total(nodes: TrailNode[], what: 'came' | 'went' | 'cash' | 'held'): bigint {
  return nodes.reduce((sum, each) => sum + each[what], 0n)
}
