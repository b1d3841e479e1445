/** Where the accounts and flows of a trail stand on paper; pure, so that it can be tested without a screen. */
import type { Trail, TrailFlow, TrailNode } from './trail'

export interface PlacedNode {
  node: TrailNode
  x: number
  y: number
  w: number
  h: number
}

export interface PlacedFlow {
  flow: TrailFlow
  path: string
  width: number
  labelX: number
  labelY: number
  /** Runs back to an earlier account, or beside its own. */
  back: boolean
}

export interface Placed {
  width: number
  height: number
  /** Too narrow for whole account numbers. */
  tight: boolean
  nodes: PlacedNode[]
  flows: PlacedFlow[]
}

const ROW = 71
const GAP = 9
const SOURCE_WIDTH = 150
const WIDEST_FLOW = 44
const NARROW_NODE = 170
const WIDEST_GAP = 150

/** Columns by hop, rows by amount; a flow is as wide as its share of all that was paid. */
export function place(trail: Trail, width: number): Placed {
  const columns = Math.max(0, ...trail.nodes.map((node) => node.hop)) + 1
  const hops = Math.max(1, columns - 1)
  const room = (width - SOURCE_WIDTH) / hops
  const nodeWidth = Math.max(120, Math.min(184, room - 44))
  const step = columns > 1 ? Math.min(WIDEST_GAP, (width - SOURCE_WIDTH - nodeWidth * hops) / hops) : 0
  const byHop: TrailNode[][] = []
  for (const node of trail.nodes) (byHop[node.hop] ??= []).push(node)
  const height = Math.max(ROW, ...byHop.map((nodes) => (nodes ?? []).length * (ROW + GAP) - GAP))
  const placed = new Map<string, PlacedNode>()
  const nodes: PlacedNode[] = []
  byHop.forEach((column, hop) => {
    const sorted = [...(column ?? [])].sort((a, b) => above(a, b, trail, placed))
    const top = (height - (sorted.length * (ROW + GAP) - GAP)) / 2
    sorted.forEach((node, row) => {
      const one = {
        node,
        x: hop === 0 ? 0 : SOURCE_WIDTH + step + (hop - 1) * (nodeWidth + step),
        y: top + row * (ROW + GAP),
        w: hop === 0 ? SOURCE_WIDTH : nodeWidth,
        h: ROW,
      }
      placed.set(node.key, one)
      nodes.push(one)
    })
  })
  return { width, height, tight: nodeWidth < NARROW_NODE, nodes, flows: flowsOf(trail, placed) }
}

/** Accounts stand beside the one that paid them; of several the greater sum is above, what is folded is last. */
function above(a: TrailNode, b: TrailNode, trail: Trail, placed: Map<string, PlacedNode>): number {
  if (a.folded !== b.folded) return a.folded > 0 ? 1 : -1
  const payer = (node: TrailNode) =>
    Math.min(
      ...trail.flows.filter((flow) => flow.to === node.key && placed.has(flow.from)).map((flow) => placed.get(flow.from)!.y),
      Number.MAX_SAFE_INTEGER,
    )
  const [left, right] = [payer(a), payer(b)]
  return left !== right ? left - right : a.came < b.came ? 1 : a.came > b.came ? -1 : 0
}

function flowsOf(trail: Trail, placed: Map<string, PlacedNode>): PlacedFlow[] {
  const all = trail.flows.filter((flow) => placed.get(flow.from)?.node.source).reduce((sum, flow) => sum + flow.minor, 0n)
  const thick = (minor: bigint) => (all === 0n ? 1 : Math.max(1.5, (Number((minor * 10_000n) / all) / 10_000) * WIDEST_FLOW))
  const leaving = stacked(trail.flows, placed, thick, 'from')
  const arriving = stacked(trail.flows, placed, thick, 'to')
  const drawn: PlacedFlow[] = []
  for (const flow of trail.flows) {
    const from = placed.get(flow.from)
    const to = placed.get(flow.to)
    if (!from || !to) continue
    const back = to.x <= from.x
    const x1 = from.x + from.w
    const x2 = back ? to.x + to.w : to.x
    const y1 = leaving.get(flow)!
    const y2 = arriving.get(flow)!
    const bend = back ? x1 + 22 : (x1 + x2) / 2
    drawn.push({
      flow,
      path: `M${n(x1)} ${n(y1)}C${n(bend)} ${n(y1)} ${n(bend)} ${n(y2)} ${n(x2)} ${n(y2)}`,
      width: thick(flow.minor),
      labelX: (x1 + x2) / 2,
      labelY: (y1 + y2) / 2 - thick(flow.minor) / 2 - 5,
      back,
    })
  }
  return drawn
}

/** Flows at one side of an account lie beside each other, none over another. */
function stacked(
  flows: TrailFlow[],
  placed: Map<string, PlacedNode>,
  thick: (minor: bigint) => number,
  side: 'from' | 'to',
): Map<TrailFlow, number> {
  const other = side === 'from' ? 'to' : 'from'
  const found = new Map<TrailFlow, number>()
  for (const [key, at] of placed) {
    const mine = flows
      .filter((flow) => flow[side] === key && placed.has(flow[other]))
      .sort((a, b) => placed.get(a[other])!.y - placed.get(b[other])!.y)
    const whole = mine.reduce((sum, flow) => sum + thick(flow.minor), 0)
    let y = at.y + at.h / 2 - whole / 2
    for (const flow of mine) {
      found.set(flow, y + thick(flow.minor) / 2)
      y += thick(flow.minor)
    }
  }
  return found
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10)
}
