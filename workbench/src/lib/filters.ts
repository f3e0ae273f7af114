/** The one set of filters of all linked views, as it stands in the URL and as the API takes it. */
import type { Actor, EventRecord, Labels } from './api'
import { router } from './router.svelte'

export const FILTER_NAMES = [
  'akteur',
  'gegenueber',
  'rahmen',
  'typ',
  'realitaet',
  'verneint',
  'haltung',
  'strittig',
  'von',
  'bis',
  'text',
  'herausgeber',
] as const
export type FilterName = (typeof FILTER_NAMES)[number]

/** Names are those of the URL; an empty string means: all. */
export type Filters = Record<FilterName, string>

/** What can be asked of the events of one document. */
export const INSIDE_DOCUMENT: readonly FilterName[] = [
  'akteur',
  'gegenueber',
  'rahmen',
  'typ',
  'realitaet',
  'verneint',
  'haltung',
  'text',
]

/** What the filters of days mean: when it is told to happen, or when that was published. */
export type Days = 'told' | 'published'
export const dayKey = (name: 'von' | 'bis', days: Days) => (days === 'published' ? (`${name}-published` as const) : name)

export const readFilters = (query: URLSearchParams): Filters =>
  Object.fromEntries(FILTER_NAMES.map((name) => [name, query.get(name) ?? ''])) as Filters

export const anyFilter = (filters: Filters, names: readonly FilterName[] = FILTER_NAMES): boolean =>
  names.some((name) => filters[name] !== '')

const YES_NO: Record<string, string> = { ja: 'true', nein: 'false' }

/** Query of /api/v1/events and of all figures. */
export const toApi = (filters: Filters): Record<string, string> => ({
  actor: filters.akteur,
  other: filters.gegenueber,
  framework: filters.rahmen,
  type: filters.typ,
  modality: filters.realitaet,
  negated: YES_NO[filters.verneint] ?? '',
  stance: filters.haltung,
  disputed: YES_NO[filters.strittig] ?? '',
  from: filters.von,
  to: filters.bis,
  text: filters.text,
  publisher: filters.herausgeber,
})

/**
 * The address of another view with the filters of the present one; `changes` set or (null) take out further values:
 * `withFilters('/ereignisse', { akteur: 'KOR' })`.
 */
export function withFilters(path: string, changes: Record<string, string | null> = {}): string {
  const kept = readFilters(router.query)
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...kept, ...changes })) if (value) query.set(name, value)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** `KOR` covers `KOR` and `KOR GOV`; `KOR GOV` only itself. */
const covers = (wanted: string, code: string): boolean => code === wanted || code.startsWith(`${wanted} `)

/** Everybody who stands in an event, in whatever role. */
export const actorsOf = (event: EventRecord): Actor[] => [...event.actor, ...event.recipient, ...event.sources]

/** All codes to choose from, each country also without its sectors, by name. */
export function actorChoices(codes: Iterable<string>, labels: Labels): { code: string; label: string }[] {
  const all = new Set([...codes].flatMap((code) => [code, code.split(' ')[0] ?? code]))
  return [...all]
    .map((code) => ({ code, label: labels[code] ?? code }))
    .sort((a, b) => a.label.localeCompare(b.label, document.documentElement.lang))
}

const among = (wanted: string, actors: Actor[]): boolean => actors.some((actor) => covers(wanted, actor.code))

/** One acts upon the other, in either direction; a single one may have any role. */
function between(one: string, other: string, event: EventRecord): boolean {
  if (!one || !other) return !(one || other) || among(one || other, actorsOf(event))
  const { actor, recipient } = event
  return (among(one, actor) && among(other, recipient)) || (among(other, actor) && among(one, recipient))
}

/** Does an event pass? The same rules as the record's, for events of one document that are already here. */
export function passes(event: EventRecord, filters: Filters): boolean {
  const { akteur, gegenueber, rahmen, typ, realitaet, verneint, haltung, text } = filters
  return (
    between(akteur, gegenueber, event) &&
    (!rahmen || event.framework.some((f) => f.name === rahmen)) &&
    (!typ || event.type === typ) &&
    (!realitaet || event.modality === realitaet) &&
    (!verneint || event.negated === (verneint === 'ja')) &&
    (!haltung || event.sources.some((s) => s.stance === haltung)) &&
    (!text || event.sentence.text.toLocaleLowerCase().includes(text.toLocaleLowerCase()))
  )
}
