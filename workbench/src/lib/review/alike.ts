/** Cases to merge with: those that may tell of the same act as an event, and those of an actor. */
import { ask, type CaseLine, type CaseList } from '../api-cases'
import type { Labels } from '../api'
import type { ReviewedEvent } from '../api-review'

const NEAR = 30 // days of publication on either side within which the same act is mostly told
const MOST_ALIKE = 5
const MOST_FOUND = 10
const MOST_ASKED = 20
const PARTIES = 3 // of whom each is asked for alone, too
const NOBODY = new Set(['UNK', 'XXX', 'INT'])
const DAY = 86_400_000 // ms

export interface Choices {
  items: CaseLine[]
  labels: Labels
}

const countries = (parties: { code: string }[]): string[] =>
  [...new Set(parties.map(({ code }) => code.split(' ')[0] ?? ''))].filter((code) => code && !NOBODY.has(code))
const moved = (day: string, by: number): string => new Date(Date.parse(day) + by * DAY).toISOString().slice(0, 10)

/** Days between a day and the span in which a case was told of. */
function apart({ first_published, last_published }: CaseLine, day: string | null): number {
  if (!day || !first_published || !last_published) return Infinity
  return Math.max(0, Date.parse(first_published) - Date.parse(day), Date.parse(day) - Date.parse(last_published)) / DAY
}

/** Of the event's type, with one of its parties at least, told of near its day; most parties in common and nearest first. */
export async function alike({ event, document, case_id }: ReviewedEvent, signal: AbortSignal): Promise<Choices> {
  const parties = countries([...event.actor, ...event.recipient])
  const day = document.published
  const about: [string, string | number][] = [
    ['type', event.type],
    ['documents', 1],
    ['limit', MOST_ASKED],
    ['since', day ? moved(day, -NEAR) : ''],
    ['until', day ? moved(day, NEAR) : ''],
  ]
  const asked = parties.length > 1 ? [parties, ...parties.slice(0, PARTIES).map((one) => [one])] : [parties]
  if (parties.length === 0) return { items: [], labels: {} }
  const answers = await Promise.all(
    asked.map((wanted) => ask<CaseList>('/cases', [...about, ...wanted.map((code): [string, string] => ['actor', code])], signal)),
  )
  const found = new Map(answers.flatMap(({ items }) => items).map((item) => [item.id, item]))
  const shared = (item: CaseLine) => countries([...item.actors, ...item.recipients]).filter((code) => parties.includes(code)).length
  return {
    items: [...found.values()]
      .filter((item) => item.id !== case_id && shared(item) > 0)
      .sort((a, b) => shared(b) - shared(a) || apart(a, day) - apart(b, day))
      .slice(0, MOST_ALIKE),
    labels: Object.assign({}, ...answers.map(({ labels }) => labels)) as Labels,
  }
}

/** Cases in which an actor takes part, those of the event's type first, else the last told of first. */
export async function withActor(actor: string, { event, case_id }: ReviewedEvent, signal: AbortSignal): Promise<Choices> {
  const query: [string, string | number][] = [['actor', actor], ['documents', 1], ['limit', MOST_FOUND]]
  const answers = await Promise.all([
    ask<CaseList>('/cases', [...query, ['type', event.type]], signal),
    ask<CaseList>('/cases', query, signal),
  ])
  const found = new Map(answers.flatMap(({ items }) => items).map((item) => [item.id, item]))
  return {
    items: [...found.values()].filter((item) => item.id !== case_id).slice(0, MOST_FOUND),
    labels: Object.assign({}, ...answers.map(({ labels }) => labels)) as Labels,
  }
}
