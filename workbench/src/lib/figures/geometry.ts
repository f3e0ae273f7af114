/** Where the bars of a timeline stand: a scale of days, a scale of counts, paths that hold all bars of one kind. */
import { scaleLinear, scaleUtc, type ScaleLinear, type ScaleTime } from 'd3-scale'
import { utcDay, utcMonday, utcMonth, utcYear, type TimeInterval } from 'd3-time'
import type { Column, Kind, Step } from './series'

export type Days = ScaleTime<number, number>
export type Numbers = ScaleLinear<number, number>

const CALENDAR: Record<Step, TimeInterval> = { tag: utcDay, woche: utcMonday, monat: utcMonth, jahr: utcYear }

export const day = (text: string): Date => new Date(`${text}T00:00:00Z`)
export const isoDay = (date: Date): string => date.toISOString().slice(0, 10)
const after = (text: string): Date => utcDay.offset(day(text), 1)

export function dayScale(columns: readonly Column[], left: number, right: number): Days {
  const first = columns[0]
  const last = columns.at(-1)
  const domain = first && last ? [day(first.start), after(last.end)] : [new Date(0), new Date()]
  return scaleUtc(domain, [left, right])
}

/** Counts upwards are cooperation, downwards conflict; both by the same measure. */
export function countScale(columns: readonly Column[], top: number, bottom: number): Numbers {
  let [up, down] = [1, 1]
  for (const column of columns) [up, down] = [Math.max(up, column.up), Math.max(down, column.down)]
  return scaleLinear([-down, up], [bottom, top]).nice(6)
}

/** First and last day of the bins that two moments lie in. */
export function snapped(step: Step, one: Date, other: Date): [string, string] {
  const [from, to] = one < other ? [one, other] : [other, one]
  const calendar = CALENDAR[step]
  return [isoDay(calendar.floor(from)), isoDay(utcDay.offset(calendar.offset(calendar.floor(to), 1), -1))]
}

/** The column of a moment, or the one nearest to it within `reach` ms. */
export function columnAt(columns: readonly Column[], moment: Date, reach: number): number | null {
  let best: number | null = null
  let least = reach
  for (const [i, column] of columns.entries()) {
    const [start, end] = [+day(column.start), +after(column.end)]
    const away = Math.max(start - +moment, +moment - end, 0)
    if (away > least || (away === least && best !== null)) continue
    ;[best, least] = [i, away]
  }
  return best
}

const GAP_FROM = 4 // px: narrower bars touch

/** One path for all bars of a kind on one side, stacked upon the kinds before it. */
export function barPath(
  columns: readonly Column[],
  kinds: readonly Kind[],
  kind: Kind,
  side: 'cooperation' | 'conflict',
  x: Days,
  y: Numbers,
): string {
  const sign = side === 'cooperation' ? 1 : -1
  const below = kinds.slice(0, kinds.indexOf(kind))
  let path = ''
  for (const column of columns) {
    const counts = column[side]
    if (!counts[kind]) continue
    const base = below.reduce((sum, each) => sum + counts[each], 0)
    const [left, right] = [x(day(column.start)), x(after(column.end))]
    const width = right - left > GAP_FROM ? right - left - 1 : Math.max(right - left, 1)
    const [from, to] = [y(sign * base), y(sign * (base + counts[kind]))]
    path += `M${left.toFixed(1)},${from.toFixed(1)}h${width.toFixed(1)}V${to.toFixed(1)}h${(-width).toFixed(1)}z`
  }
  return path
}

export const middle = (column: Column, x: Days): number => (x(day(column.start)) + x(after(column.end))) / 2

/** Mean scores from bin to bin, on a scale of their own. */
export const scorePath = (columns: readonly Column[], x: Days, scores: Numbers): string =>
  columns.map((column, i) => `${i ? 'L' : 'M'}${middle(column, x).toFixed(1)},${scores(column.score ?? 0).toFixed(1)}`).join('')
