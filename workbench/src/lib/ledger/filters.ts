/** The filters of cases: those of all views that a case can answer, and the questions that only cases answer. */
import type { FilterName } from '../filters'
import { STATES } from './ledger'

/** Of the shared filters; the others ask for properties of single events. `strittig` is a state here. */
const SHARED = ['akteur', 'gegenueber', 'rahmen', 'typ', 'von', 'bis'] as const satisfies readonly FilterName[]
export const WITHOUT_TYPE = SHARED.filter((name) => name !== 'typ')
export const WITH_TYPE: readonly FilterName[] = SHARED

const OWN = ['zustand', 'strittig', 'dokumente', 'stand', 'am', 'ueberfaellig'] as const
export type CaseFilters = Record<(typeof SHARED)[number] | (typeof OWN)[number], string>

export const readCaseFilters = (query: URLSearchParams): CaseFilters =>
  Object.fromEntries([...SHARED, ...OWN].map((name) => [name, query.get(name) ?? ''])) as CaseFilters

export const anyCaseFilter = (filters: CaseFilters): boolean => Object.values(filters).some((value) => value !== '')

export const pageOf = (query: URLSearchParams): number => Math.max(1, Math.floor(Number(query.get('seite'))) || 1)

/** What all questions about cases take; `since` and `until` are days of publication. */
export const aboutCases = (filters: CaseFilters): [string, string][] => [
  ['actor', filters.akteur],
  ['actor', filters.gegenueber],
  ['framework', filters.rahmen],
  ['since', filters.von],
  ['until', filters.bis],
  ['as_of', filters.stand],
]

/** The states that are wanted: one by name, or those that a yes or no to `strittig` means; none means all. */
export function statesOf({ zustand, strittig }: CaseFilters): string[] {
  if (zustand) return [zustand]
  if (strittig === 'ja') return ['disputed', 'denied']
  return strittig === 'nein' ? STATES.filter((state) => state !== 'disputed' && state !== 'denied') : []
}
