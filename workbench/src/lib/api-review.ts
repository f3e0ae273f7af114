/** What the API says about events to review and the judgements of people. */
import { get, post, type DocumentSummary, type EventRecord, type Labels, type TextSpan } from './api'
import type { Party } from './api-cases'

export interface QueueItem {
  event: EventRecord
  /** 0 to 1. */
  doubt: number
  weight: number
  judged: boolean
  case_id: string | null
  state: string | null
}
export interface Queue {
  items: QueueItem[]
  documents: Record<string, DocumentSummary>
  labels: Labels
  next: string | null
}
export interface Judgement {
  number: number
  kind: string
  made_by: string
  made_at: string
  case_id: string | null
  events: string[]
  reason: string | null
  undoes: number | null
  changes: Record<string, { before: unknown; after: unknown }> | null
}
export interface ReviewedEvent {
  event: EventRecord
  document: DocumentSummary
  in_force: boolean
  /** Number of its last judgement, to be given back with the next one. */
  seen: number | null
  made: number | null
  withdrawn: number | null
  case_id: string | null
  judgements: Judgement[]
  before: EventRecord | null
  after: EventRecord | null
  labels: Labels
}
/** The event that a judgement was about, in few words. */
export interface Judged {
  document_id: string
  type: string
  actors: Party[]
  recipients: Party[]
  trigger: string
  sentence: TextSpan
}
export interface JudgementList {
  items: Judgement[]
  /** By id, the last event that each judgement names. */
  events: Record<string, Judged>
  labels: Labels
}
export interface Verdict {
  made_by: string
  seen: number | null
  reason: string | null
}

export const reviewed = (id: string, signal: AbortSignal): Promise<ReviewedEvent> =>
  get<ReviewedEvent>(`/events/${encodeURIComponent(id)}`, {}, signal)

export const accept = (id: string, verdict: Verdict) => post<Judgement>(`/events/${id}/accept`, verdict)
export const reject = (id: string, verdict: Verdict) => post<Judgement>(`/events/${id}/reject`, verdict)
export const correct = (id: string, verdict: Verdict, fields: Record<string, unknown>) =>
  post<Judgement>(`/events/${id}/correct`, { ...verdict, fields })
export const add = (documentId: string, made_by: string, reason: string | null, fields: Record<string, unknown>) =>
  post<Judgement>(`/documents/${documentId}/events`, { made_by, reason, fields })
export const undo = (number: number, made_by: string) => post<Judgement>(`/judgements/${number}/undo`, { made_by })
export const split = (caseId: string, events: string[], made_by: string) =>
  post<Judgement>(`/cases/${caseId}/split`, { made_by, events })
export const merge = (caseId: string, other: string, made_by: string) =>
  post<Judgement>(`/cases/${caseId}/merge`, { made_by, other })
