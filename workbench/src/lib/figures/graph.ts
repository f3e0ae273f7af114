/** The network as a graph to be drawn: one node an actor, one line a pair of actors, at the API's places. */
import { UndirectedGraph } from 'graphology'
import type { NetworkAnswer } from '../api-figures'
import { LINES } from './lines'
import { nameOf } from './matrix'

export interface Colours {
  cooperation: string
  conflict: string
  neither: string
  node: string
}
export interface NodeLook {
  x: number
  y: number
  size: number
  color: string
  label: string
  told: string
  /** Named however little room there is. */
  forceLabel: boolean
  /** The name stands on the left of the point. */
  leftward: boolean
}
export interface LineLook {
  size: number
  color: string
  label: string
}
export type Graph = UndirectedGraph<NodeLook, LineLook>

export const emptyGraph = (): Graph => new UndirectedGraph()

const NAMED = 15 // the largest that always have their name
const NODE = { least: 3, most: 18 } // px
const LINE = { least: 0.75, most: 7 } // px

/** By area, so that twice the count looks twice as much. */
const sized = (count: number, most: number, { least, most: largest }: { least: number; most: number }): number =>
  least + (largest - least) * Math.sqrt(count / Math.max(most, 1))

/** Acts of both directions make one line; its colour is what prevails, its label says how much of each. `stretch`: width by height. */
export function graphOf({ nodes, edges, labels }: NetworkAnswer, colours: Colours, stretch: number, told: (up: number, down: number) => string): Graph {
  const graph = emptyGraph()
  const largest = Math.max(...nodes.map((node) => node.count), 1)
  const named = new Set(nodes.toSorted((a, b) => b.count - a.count).slice(0, NAMED).map(({ code }) => code))
  for (const { code, x, y, count, cooperation, conflict } of nodes) {
    graph.addNode(code, {
      x: x * stretch,
      y,
      size: sized(count, largest, NODE),
      color: colours.node,
      label: nameOf(labels, code),
      told: told(cooperation, conflict),
      forceLabel: named.has(code),
      leftward: x < 0, // outwards, where there are fewer lines
    })
  }
  const pairs = new Map<string, { ends: [string, string]; up: number; down: number }>()
  for (const { actor, recipient, cooperation, conflict } of edges) {
    if (actor === recipient || !graph.hasNode(actor) || !graph.hasNode(recipient)) continue
    const ends = [actor, recipient].toSorted() as [string, string]
    const pair = pairs.get(ends.join('\n')) ?? { ends, up: 0, down: 0 }
    pairs.set(ends.join('\n'), { ends, up: pair.up + cooperation, down: pair.down + conflict })
  }
  const drawn = [...pairs.values()].sort((a, b) => b.up + b.down - a.up - a.down).slice(0, LINES)
  const heaviest = (drawn[0]?.up ?? 0) + (drawn[0]?.down ?? 0)
  for (const { ends, up, down } of drawn) {
    const color = up > down ? colours.cooperation : down > up ? colours.conflict : colours.neither
    graph.addEdge(...ends, { size: sized(up + down, heaviest, LINE), color, label: told(up, down) })
  }
  return graph
}
