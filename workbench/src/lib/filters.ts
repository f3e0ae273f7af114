/** The filters, as they stand in the URL and as the API takes them. */
import type { Actor, EventRecord, Labels } from './api'

/** Names are those of the URL; an empty string means: all. */
export interface Filters {
  akteur: string
  rahmen: string
  typ: string
  realitaet: string
  verneint: string
  haltung: string
}
export const FILTER_NAMES = ['akteur', 'rahmen', 'typ', 'realitaet', 'verneint', 'haltung'] as const

export function readFilters(query: URLSearchParams): Filters {
  const value = (name: string) => query.get(name) ?? ''
  return {
    akteur: value('akteur'),
    rahmen: value('rahmen'),
    typ: value('typ'),
    realitaet: value('realitaet'),
    verneint: value('verneint'),
    haltung: value('haltung'),
  }
}

export const anyFilter = (filters: Filters): boolean => FILTER_NAMES.some((name) => filters[name] !== '')

/** Query of /api/v1/events. */
export const toApi = (filters: Filters): Record<string, string> => ({
  actor: filters.akteur,
  framework: filters.rahmen,
  type: filters.typ,
  modality: filters.realitaet,
  negated: { ja: 'true', nein: 'false' }[filters.verneint] ?? '',
  stance: filters.haltung,
})

/** `KOR` covers `KOR` and `KOR GOV`; `KOR GOV` only itself. */
const covers = (wanted: string, code: string): boolean => code === wanted || code.startsWith(`${wanted} `)

/** Everybody who stands in an event, in whatever role. */
export const actorsOf = (event: EventRecord): Actor[] => [...event.actor, ...event.recipient, ...event.sources]

/** All codes to choose from, each country also without its sectors, by name. */
export function actorChoices(codes: Iterable<string>, labels: Labels): { code: string; label: string }[] {
  const all = new Set([...codes].flatMap((code) => [code, code.split(' ')[0] ?? code]))
  return [...all]
    .map((code) => ({ code, label: labels[code] ?? code }))
    .sort((a, b) => a.label.localeCompare(b.label, 'de'))
}

/** Does an event pass? The same rules as the record's, for events that are already here. */
export function passes(event: EventRecord, filters: Filters): boolean {
  const { akteur, rahmen, typ, realitaet, verneint, haltung } = filters
  return (
    (!akteur || actorsOf(event).some((a) => covers(akteur, a.code))) &&
    (!rahmen || event.framework.some((f) => f.name === rahmen)) &&
    (!typ || event.type === typ) &&
    (!realitaet || event.modality === realitaet) &&
    (!verneint || event.negated === (verneint === 'ja')) &&
    (!haltung || event.sources.some((s) => s.stance === haltung))
  )
}
