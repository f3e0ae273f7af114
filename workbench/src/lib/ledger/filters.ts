/** The filters of cases, as they stand in the URL and as the API takes them. */
import { STATES } from './ledger'

export const FILTERS = ['akteur', 'gegenueber', 'typ', 'rahmen', 'zustand', 'strittig', 'von', 'bis', 'dokumente'] as const
export type CaseFilters = Record<(typeof FILTERS)[number], string>

export const readFilters = (query: URLSearchParams): CaseFilters =>
  Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? ''])) as CaseFilters

export const anyFilter = (filters: CaseFilters): boolean => FILTERS.some((name) => filters[name] !== '')

export const pageOf = (query: URLSearchParams): number => Math.max(1, Math.floor(Number(query.get('seite'))) || 1)

/** Filters that all questions about cases take. */
export const aboutCases = (filters: CaseFilters, asOf: string): [string, string][] => [
  ['actor', filters.akteur],
  ['actor', filters.gegenueber],
  ['framework', filters.rahmen],
  ['since', filters.von],
  ['until', filters.bis],
  ['as_of', asOf],
]

/** The states that are wanted: one by name, or those that a yes or no to `strittig` means; none means all. */
export function statesOf({ zustand, strittig }: CaseFilters): string[] {
  if (zustand) return [zustand]
  if (strittig === 'ja') return ['disputed']
  return strittig === 'nein' ? STATES.filter((state) => state !== 'disputed') : []
}
