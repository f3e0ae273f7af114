/** The REST API under /api/v1: its records as types, and one way to ask for them. */
import words from '../messages/api.json'
import { connection } from './connection.svelte'
import { preference, translator } from './i18n.svelte'

const t = translator(words)

export interface Span {
  start: number
  end: number
}
export interface TextSpan extends Span {
  text: string
}
/** A role filler; span and text are null where the sentence does not contain it. */
export interface Filler {
  text: string | null
  start: number | null
  end: number | null
}
export interface Actor extends Filler {
  code: string
  name: string | null
  /** Which of `name` and `text` say no more than `code`, whose label is in the chosen language. */
  repeats: string[]
  inferred: boolean
  confidence: number
  office: string | null
  others: Alternative[]
}
/** Somebody else whom the words may mean. */
export interface Alternative {
  code: string
  name: string | null
  repeats: string[]
  confidence: number
}
export interface Source extends Actor {
  cue: TextSpan | null
  stance: string
}
/** Name and kind are null for what the registry does not know. */
export interface FrameworkFiller extends Filler {
  name: string | null
  kind: string | null
}
export interface Place extends Filler {
  country: string | null
  name: string | null
  geonameid: number | null
  latitude: number | null
  longitude: number | null
}
export interface Valued extends Filler {
  value: string | null
}
export interface Amount extends Valued {
  bound: string | null
}
export interface EventRecord {
  id: string
  document_id: string
  sentence: TextSpan
  trigger: TextSpan
  type: string
  quad: string
  score: number
  mode: string | null
  context: string[]
  actor: Actor[]
  recipient: Actor[]
  object: Filler[]
  framework: FrameworkFiller[]
  place: Place[]
  time: Valued[]
  amount: Amount[]
  modality: string
  negated: boolean
  sources: Source[]
  confidence: number
  model: string
}
export interface DocumentSummary {
  id: string
  title: string | null
  published: string | null
  publisher: string | null
  kind: string | null
  origin: string | null
  events: number
}
export interface Block extends Span {
  kind: string
}
export interface DocumentRecord {
  id: string
  text: string
  title: string | null
  published: string | null
  publisher: string | null
  language: string
  kind: string | null
  origin: string | null
  blocks: Block[]
  events: EventRecord[]
  labels: Labels
}
/** Readable names of all actor and country codes in the same answer. */
export type Labels = Record<string, string>
export interface DocumentList {
  items: DocumentSummary[]
  next_offset: number | null
}
export interface EventList {
  items: EventRecord[]
  documents: Record<string, DocumentSummary>
  labels: Labels
  next: string | null
}
export interface ActorSummary {
  code: string
  name: string | null
  as_actor: number
  as_recipient: number
  as_source: number
}
export interface ActorList {
  items: ActorSummary[]
  labels: Labels
}

/** A person in an office; `end` is null while it lasts, `mark` is `acting`, `designated` or empty. */
export interface Tenure {
  person: string
  office: string
  code: string
  start: string | null
  end: string | null
  mark: string
}
export interface TenureList {
  items: Tenure[]
}
/** A state, organisation, group or person of the registry. */
export interface Entity {
  kind: string
  name: string
  code: string
  aliases: string[]
  start: string | null
  end: string | null
  offices: Tenure[]
  members: string[]
  groups: string[]
  labels: Labels
}
export interface FrameworkSummary {
  name: string
  kind: string | null
  events: number
}
export interface FrameworkList {
  items: FrameworkSummary[]
}
/** A code, or the name of a `group` whose members count; `out` takes one out again. */
export interface Member {
  code: string
  start: string | null
  end: string | null
  group: boolean
  out: boolean
}
export interface FrameworkRecord {
  name: string
  kind: string
  aliases: string[]
  start: string | null
  end: string | null
  about: string
  members: string[]
  history: Member[]
  events: number
  labels: Labels
}

/** An actor of the registry as an event names it; the name is null where the code says it all. */
export interface ActorChoice {
  kind: string
  code: string
  name: string | null
}
export interface ActorChoices {
  items: ActorChoice[]
  labels: Labels
}

/** The judgement that a request would have run over. */
export interface Between {
  number: number
  kind: string
  made_by: string
  made_at: string
  fields: string[]
}
/** An error answer (problem+json); its words are English. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  remedy?: string
  /** Of 422: what is impossible. */
  field?: string
  /** Of 409: what somebody decided in between. */
  judgement?: Between
}

/** An error answer of the server, or (status 0) a server that does not answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly problem: Problem | null = null,
  ) {
    super(message)
  }
}

export type Query = Record<string, string | number | null>

/**
 * GET a path under /api/v1; query values that are empty are left out.
 *
 * Called in an effect it makes the effect depend on the chosen language and on the server's return after a loss:
 * the question is asked anew when either changes.
 */
export async function get<T>(path: string, query: Query = {}, signal: AbortSignal | null = null): Promise<T> {
  const url = new URL(`/api/v1${path}`, location.origin)
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== '') url.searchParams.set(key, String(value))
  }
  void connection.returns
  return send<T>(url, { headers: { Accept: 'application/json', 'Accept-Language': preference.language }, signal })
}

/** POST `body` to a path under /api/v1. */
export const post = <T>(path: string, body: unknown): Promise<T> =>
  send<T>(new URL(`/api/v1${path}`, location.origin), {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      'Accept-Language': preference.language,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(body),
  })

async function send<T>(url: URL, asked: RequestInit): Promise<T> {
  let answer: Response
  try {
    answer = await fetch(url, asked)
  } catch (error) {
    if (asked.signal?.aborted) throw error
    connection.lose()
    throw new ApiError(0, t('no-answer'))
  }
  const body = await answer.json().catch(() => null)
  if (!answer.ok)
    throw new ApiError(answer.status, body?.detail ?? t('error', { status: answer.status }), body?.detail ? (body as Problem) : null)
  return body as T
}
