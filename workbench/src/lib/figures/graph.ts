/** The network as a graph to be drawn: one node an actor, one line a pair of actors, at the API's places. */
import { UndirectedGraph } from 'graphology'
import type { NetworkAnswer } from '../api-figures'
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
}
export interface LineLook {
  size: number
  color: string
  label: string
}
export type Graph = UndirectedGraph<NodeLook, LineLook>

const NODE = { least: 3, most: 18 } // px
const LINE = { least: 0.75, most: 7 } // px

/** By area, so that twice the count looks twice as much. */
const sized = (count: number, most: number, { least, most: largest }: { least: number; most: number }): number =>
  least + (largest - least) * Math.sqrt(count / Math.max(most, 1))

/** Acts of both directions make one line; its colour is what prevails, its label says how much of each. `stretch`: width by height. */
export function graphOf({ nodes, edges, labels }: NetworkAnswer, colours: Colours, stretch: number, told: (up: number, down: number) => string): Graph {
  const graph: Graph = new UndirectedGraph()
  const largest = Math.max(...nodes.map((node) => node.count), 1)
  for (const { code, x, y, count } of nodes) {
    graph.addNode(code, { x: x * stretch, y, size: sized(count, largest, NODE), color: colours.node, label: nameOf(labels, code) })
  }
  const pairs = new Map<string, { ends: [string, string]; up: number; down: number }>()
  for (const { actor, recipient, cooperation, conflict } of edges) {
    if (actor === recipient || !graph.hasNode(actor) || !graph.hasNode(recipient)) continue
    const ends = [actor, recipient].toSorted() as [string, string]
    const pair = pairs.get(ends.join('\n')) ?? { ends, up: 0, down: 0 }
    pairs.set(ends.join('\n'), { ends, up: pair.up + cooperation, down: pair.down + conflict })
  }
  const heaviest = Math.max(...[...pairs.values()].map(({ up, down }) => up + down), 1)
  for (const { ends, up, down } of pairs.values()) {
    const color = up > down ? colours.cooperation : down > up ? colours.conflict : colours.neither
    graph.addEdge(...ends, { size: sized(up + down, heaviest, LINE), color, label: told(up, down) })
  }
  return graph
}
