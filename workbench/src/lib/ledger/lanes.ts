/** Where the marks of a ledger stand on its chart: a lane for each holder, days from left to right. */
import type { Position } from '../api-cases'

/** Positions that one document takes for one holder on one side. */
export interface LaneMark {
  /** Share of the chart's width, 0 to 1. */
  x: number
  denies: boolean
  /** How many marks stand between this one and the line, because their days are too near. */
  level: number
  positions: Position[]
}
export interface Lane {
  holder: string
  marks: LaneMark[]
  above: number
  below: number
}
export interface Chart {
  lanes: Lane[]
  /** Days written under the chart with their place. */
  ticks: { x: number; day: string }[]
}

const DAY = 86_400_000
const dayOf = (position: Position): number | null => (position.published ? Date.parse(position.published) : null)

/** `apart` is the share of the width that a mark needs for itself; what has no day stands at the left edge. */
export function chart(positions: Position[], name: (position: Position) => string, apart: number, ticks: number): Chart {
  const days = positions.map(dayOf).filter((day) => day !== null)
  const [first, last] = days.length ? [Math.min(...days), Math.max(...days)] : [0, 0]
  // Room on both sides so that no mark hangs over the edge; a single day stands in the middle.
  const edge = Math.max(apart / 2, 0.02)
  const at = (day: number) => (first === last ? 0.5 : edge + ((day - first) / (last - first)) * (1 - 2 * edge))

  const lanes = new Map<string, LaneMark[]>()
  for (const position of positions) {
    const day = dayOf(position)
    const x = day === null ? edge / 2 : at(day)
    const denies = position.stance === 'denies'
    const marks = lanes.get(name(position)) ?? []
    lanes.set(name(position), marks)
    const same = marks.find((mark) => mark.denies === denies && mark.positions[0]?.document_id === position.document_id)
    if (same) same.positions.push(position)
    else marks.push({ x, denies, level: free(marks, x, denies, apart), positions: [position] })
  }
  const height = (marks: LaneMark[], denies: boolean) =>
    Math.max(0, ...marks.filter((mark) => mark.denies === denies).map((mark) => mark.level + 1))
  return {
    lanes: [...lanes].map(([holder, marks]) => ({ holder, marks, above: height(marks, false), below: height(marks, true) })),
    ticks: days.length ? spread(first, last, ticks).map((day) => ({ x: at(day), day: new Date(day).toISOString().slice(0, 10) })) : [],
  }
}

/** The lowest level on a side where no mark stands too near. */
function free(marks: LaneMark[], x: number, denies: boolean, apart: number): number {
  const near = marks.filter((mark) => mark.denies === denies && Math.abs(mark.x - x) < apart)
  let level = 0
  while (near.some((mark) => mark.level === level)) level++
  return level
}

/** At most `count` days, equally far apart, from the first on. */
function spread(first: number, last: number, count: number): number[] {
  const step = Math.max(Math.ceil((last - first) / DAY / (count - 1)), 1) * DAY
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step)
}
