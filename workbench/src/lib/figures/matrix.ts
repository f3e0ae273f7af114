/** The cells of the matrix of dyads, and its rows and columns in the order asked for. */
import type { Dyad, DyadsAnswer, Party } from '../api-figures'

export const ORDERS = ['anzahl', 'wertung', 'name'] as const
export type Order = (typeof ORDERS)[number]

export interface Matrix {
  rows: Party[]
  columns: Party[]
  cell: (actor: string, recipient: string) => Dyad | null
}

export const nameOf = (labels: Record<string, string>, code: string): string => labels[code] ?? code

/** Most events first; lowest mean score first (a score of nothing last); by name. */
export function ordered<T extends { count: number; score: number | null }>(
  items: readonly T[],
  order: Order,
  name: (item: T) => string,
): T[] {
  const byName = (a: T, b: T) => name(a).localeCompare(name(b), document.documentElement.lang)
  const by: Record<Order, (a: T, b: T) => number> = {
    anzahl: (a, b) => b.count - a.count,
    wertung: (a, b) => (a.score ?? Infinity) - (b.score ?? Infinity),
    name: byName,
  }
  return items.toSorted((a, b) => by[order](a, b) || byName(a, b))
}

export function matrixOf(answer: DyadsAnswer, order: Order): Matrix {
  const cells = new Map(answer.items.map((dyad) => [`${dyad.actor}\n${dyad.recipient}`, dyad]))
  const name = (party: Party) => nameOf(answer.labels, party.code)
  return {
    rows: ordered(answer.actors, order, name),
    columns: ordered(answer.recipients, order, name),
    cell: (actor, recipient) => cells.get(`${actor}\n${recipient}`) ?? null,
  }
}
