/** The series of a timeline: which kinds of events there are, and what each bin holds of those that are shown. */
import type { TimelineAnswer } from '../api-figures'
import type { FilterName } from '../filters'
import { chosen } from './query'

/** Every event is of exactly one kind: in dispute, else denied by the text itself, else by its reality. */
export const KINDS = ['taten', 'plaene', 'forderungen', 'hypothetisch', 'verneint', 'strittig'] as const
export type Kind = (typeof KINDS)[number]

const OF_REALITY: Record<string, Kind> = {
  actual: 'taten',
  planned: 'plaene',
  called_for: 'forderungen',
  hypothetical: 'hypothetisch',
  negated: 'verneint',
}

/** The filters that leave just the events of one kind. */
export const FILTERS_OF: Record<Kind, Partial<Record<FilterName, string>>> = {
  taten: { realitaet: 'actual', verneint: 'nein', strittig: 'nein' },
  plaene: { realitaet: 'planned', verneint: 'nein', strittig: 'nein' },
  forderungen: { realitaet: 'called_for', verneint: 'nein', strittig: 'nein' },
  hypothetisch: { realitaet: 'hypothetical', verneint: 'nein', strittig: 'nein' },
  verneint: { verneint: 'ja', strittig: 'nein' },
  strittig: { strittig: 'ja' },
}

export type Counts = Record<Kind, number>
export interface Column {
  start: string
  end: string
  cooperation: Counts
  conflict: Counts
  /** Of all kinds that are shown. */
  up: number
  down: number
  score: number | null
}

/** `reihen=taten,plaene`; all kinds unless some are named. */
export function kindsIn(query: URLSearchParams): Kind[] {
  const named = (query.get('reihen') ?? '').split(',')
  const known = KINDS.filter((kind) => named.includes(kind))
  return known.length ? known : [...KINDS]
}

const none = (): Counts => Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Counts

/** The bins of an answer that hold something of the kinds shown. */
export function columnsOf(answer: TimelineAnswer, kinds: readonly Kind[]): Column[] {
  const columns = answer.starts.map((start, i) => ({
    start,
    end: answer.ends[i] ?? start,
    cooperation: none(),
    conflict: none(),
    up: 0,
    down: 0,
    sum: 0,
  }))
  for (const { quad, reality, disputed, counts, sums } of answer.series) {
    const kind = disputed ? 'strittig' : OF_REALITY[reality]
    if (!kind || !kinds.includes(kind)) continue
    const cooperative = quad.endsWith('cooperation')
    columns.forEach((column, i) => {
      const count = counts[i] ?? 0
      column[cooperative ? 'cooperation' : 'conflict'][kind] += count
      column[cooperative ? 'up' : 'down'] += count
      column.sum += sums[i] ?? 0
    })
  }
  return columns
    .filter(({ up, down }) => up + down > 0)
    .map(({ sum, ...column }) => ({ ...column, score: sum / (column.up + column.down) }))
}

const STEP_NAMES = ['tag', 'woche', 'monat', 'jahr'] as const
export type Step = (typeof STEP_NAMES)[number]
const DAY = 86_400_000 // ms
const DAYS_BY_DAY = 62
const DAYS_BY_WEEK = 400

/** The step in the URL; without one what suits the period that is filtered. */
export function stepIn(query: URLSearchParams, from: string, to: string): Step {
  const days = from && to ? (Date.parse(to) - Date.parse(from)) / DAY : Infinity
  return chosen(query, 'schritt', STEP_NAMES, days <= DAYS_BY_DAY ? 'tag' : days <= DAYS_BY_WEEK ? 'woche' : 'monat')
}

/** The shown series as CSV, one row a bin and kind with something in it. */
export function toCsv(columns: readonly Column[], kinds: readonly Kind[]): string {
  const rows = columns.flatMap(({ start, end, cooperation, conflict }) =>
    kinds
      .filter((kind) => cooperation[kind] + conflict[kind] > 0)
      .map((kind) => [start, end, kind, cooperation[kind], conflict[kind]].join(',')),
  )
  return ['from,to,series,cooperation,conflict', ...rows, ''].join('\r\n')
}
