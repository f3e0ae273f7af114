/** What the figure views have in the URL beside the filters, and the question it makes of them. */
import type { Bin, Level, Way } from '../api-figures'
import { toApi, type Filters } from '../filters'
import { withQuery } from '../router.svelte'

/** Ways of counting, by their name in the URL. */
export const WAYS: Record<string, Way> = {
  berichte: 'reports',
  taeglich: 'daily',
  faelle: 'cases',
  urspruenge: 'origins',
}
export const STEPS: Record<string, Bin> = { tag: 'day', woche: 'week', monat: 'month', jahr: 'year' }
export const LEVELS: Record<string, Level> = { laender: 'country', codes: 'code' }

/** The value of a query parameter if it is one of `known`, else `usual`. */
export function chosen<T extends string>(query: URLSearchParams, name: string, known: readonly T[], usual: T): T {
  const value = query.get(name)
  return known.find((each) => each === value) ?? usual
}

export const wayIn = (query: URLSearchParams): string => chosen(query, 'zaehlung', Object.keys(WAYS), 'berichte')

/** Query of a figure. */
export const figureQuery = (filters: Filters, query: URLSearchParams): Record<string, string> => ({
  ...toApi(filters),
  count: WAYS[wayIn(query)] ?? '',
})

/** A chosen pair of actors is marked among the others, not shown alone: the filters without the pair. */
export const around = (filters: Filters): Filters =>
  filters.akteur && filters.gegenueber ? { ...filters, akteur: '', gegenueber: '' } : filters

/** The address of the present view with a pair of actors chosen, or with one actor. */
export const toPair = (actor: string, other: string | null = null): string => withQuery({ akteur: actor, gegenueber: other })
