/** Answers about cases, disputes, commitments and compared statements, and how to ask with repeated query names. */
import { get, type Labels, type Span, type TextSpan } from './api'

export interface DocumentHead {
  id: string
  title: string | null
  published: string | null
  publisher: string | null
}
export type Documents = Record<string, DocumentHead>
export interface Party {
  code: string
  name: string | null
}
/** What a case is of, as told by the event that opened it. */
export interface About {
  type: string
  actors: Party[]
  recipients: Party[]
  words: string
  event_id: string
}
export interface CaseLine {
  id: string
  type: string
  state: string
  reality: string
  events: number
  documents: number
  origins: number
  first_published: string | null
  last_published: string | null
  last_change: string | null
  actors: Party[]
  recipients: Party[]
  words: string | null
  event_id: string | null
}
export interface CaseList {
  items: CaseLine[]
  labels: Labels
  next_offset: number | null
}
/** Where a field of an event stands in the document. */
export interface Mark extends Span {
  role: string
}
/** A sentence of a document and the event that it tells. */
export interface Proof {
  event_id: string
  document_id: string
  sentence: TextSpan
  marks: Mark[]
}
export interface Position extends Proof {
  holder: string
  code: string | null
  stance: string
  modality: string
  negated: boolean
  published: string | null
  known: string
  publisher: string | null
  chain: string[]
}
export interface Origin {
  label: string
  kind: string
  events: string[]
  documents: string[]
  why: string[]
}
export interface Membership {
  event_id: string
  since: string
  linked_to: string | null
  score: number
  parts: Record<string, number>
  judgement: number | null
}
export interface Ledger {
  id: string
  about: About | null
  state: string
  reality: string
  first_claim: Position | null
  first_denial: Position | null
  last_change: string | null
  positions: Position[]
  origins: Origin[]
  members: Membership[]
}
export interface CasePage extends Ledger {
  documents: Documents
  labels: Labels
}
export interface DisputeList {
  items: Ledger[]
  documents: Documents
  labels: Labels
  next_offset: number | null
}
/** The last three are null or empty where a later reading replaced the event. */
export interface Step {
  stage: string
  published: string | null
  event_id: string
  case_id: string
  document_id: string | null
  sentence: TextSpan | null
  marks: Mark[]
}
export interface Commitment {
  id: string
  by: string[]
  to: string[]
  what: string
  due: string | null
  stage: string
  overdue: boolean
  reopened: boolean
  steps: Step[]
  cases: string[]
}
export interface CommitmentList {
  items: Commitment[]
  documents: Documents
  labels: Labels
  on: string
  more: boolean
}
export interface Tone {
  scale: string
  label: string
  grade: string
  rank: number
  words: TextSpan[]
}
export interface Passage extends TextSpan {
  tone: Tone | null
}
export interface Change {
  kind: string
  moved: boolean
  similarity: number
  earlier: Passage | null
  later: Passage | null
  wording: { op: string; text: string }[]
}
export interface Signatory {
  text: string | null
  code: string
  name: string | null
  repeats: string[]
  aligned: boolean
}
export interface Comparison {
  earlier: DocumentHead
  later: DocumentHead
  counts: Record<string, number>
  changes: Change[]
  signatories: { added: Signatory[]; dropped: Signatory[]; kept: Signatory[] }
  labels: Labels
}

/** GET with names that may stand several times; empty values are left out. */
export function ask<T>(path: string, query: [string, string | number][], signal: AbortSignal): Promise<T> {
  const given = query.filter(([, value]) => value !== '').map(([name, value]) => [name, String(value)])
  return get<T>(`${path}?${new URLSearchParams(given)}`, {}, signal)
}
