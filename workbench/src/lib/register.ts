/** Addresses of the register's pages, and what they say of dates. */
import type { Entity } from './api'

const page = (kind: string, name: string, on: string | null): string =>
  `/register/${kind}/${encodeURIComponent(name)}${on ? `?stichtag=${on}` : ''}`

/** The page of an actor by name or code, on a day if one is given. */
export const actorHref = (name: string, on: string | null = null): string => page('akteure', name, on)
export const frameworkHref = (name: string, on: string | null = null): string => page('rahmen', name, on)

/** Events in which somebody has any role. */
export const eventsOf = (filter: 'akteur' | 'rahmen', value: string): string => `/ereignisse?${new URLSearchParams({ [filter]: value })}`

/** Codes that name nobody in particular. */
const NOBODY = new Set(['IGO', 'INT', 'NGO', 'UNK', 'XXX'])

/** What the register has an actor of an event under; null for those whom nobody can look up. */
export function lookUp(actor: { code: string; name: string | null }): string | null {
  if (actor.name) return actor.name
  const country = actor.code.split(' ')[0] ?? ''
  return NOBODY.has(country) ? null : country
}

/** The filter that finds the events of an actor: its code if that is its own (`RUS`, `NATO`), else its name. */
export function filterFor({ kind, code, name, aliases, labels }: Entity): string {
  const own = kind === 'state' || [name, ...aliases].some((one) => one === code || one === labels[code])
  return own ? code : name
}

/** Does a span of time hold on a day? Open ends hold for ever. */
export const holds = ({ start, end }: { start: string | null; end: string | null }, on: string): boolean =>
  (!start || start <= on) && (!end || on <= end)
