/** Answers of the figures of the API: timeline, dyads, network, map. All take the filters of `/events`. */
import type { Labels } from './api'

export type Way = 'reports' | 'daily' | 'cases' | 'origins'
export type Bin = 'day' | 'week' | 'month' | 'year'
export type Level = 'country' | 'code'

export interface Figure {
  /** Counted events after the filters, in the chosen way. */
  total: number
  counted: Way
  epoch: number
}
/** `score` is a mean between -10 and 10; null where nothing is counted. */
export interface Share {
  count: number
  cooperation: number
  conflict: number
  score: number | null
}
export interface Party extends Share {
  code: string
}
export interface Dyad extends Share {
  actor: string
  recipient: string
}

/** One list a kind of event, each as long as `starts`; `sums` are of scores. */
export interface Series {
  quad: string
  reality: string
  disputed: boolean
  counts: number[]
  sums: number[]
}
/** Bins without events are left out. */
export interface TimelineAnswer extends Figure {
  bin: Bin
  undated: number
  starts: string[]
  ends: string[]
  totals: number[]
  scores: (number | null)[]
  series: Series[]
}
export interface DyadsAnswer extends Figure {
  level: Level
  without: number
  items: Dyad[]
  actors: Party[]
  recipients: Party[]
  dyads: number
  labels: Labels
}
export interface Node extends Party {
  x: number
  y: number
}
export interface NetworkAnswer extends Figure {
  level: Level
  without: number
  nodes: Node[]
  edges: Dyad[]
  left_out: number
  labels: Labels
}
export interface Point extends Share {
  name: string
  country: string | null
  geonameid: number | null
  latitude: number
  longitude: number
}
export interface MapAnswer extends Figure {
  places: Party[]
  actors: Party[]
  recipients: Party[]
  points: Point[]
  placed: number
  looked_at: number
  labels: Labels
}
