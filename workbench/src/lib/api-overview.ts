/** Answers of /api/v1/overview, /overview/overdue and /accuracy. */
import type { DocumentSummary, Labels } from './api'

export interface Party {
  code: string
  name: string | null
}
/** An act in a list; what it is of is told by the event that opened it. */
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
/** A case that stands otherwise than before the day. */
export interface Turn {
  case: CaseLine
  state_before: string
  reality_before: string
}
export interface Overview {
  since: string
  newest: string | null
  documents: { items: DocumentSummary[]; total: number }
  disputes: { items: CaseLine[]; total: number }
  changes: Turn[]
  labels: Labels
}
export interface OverdueLine {
  id: string
  by: string[]
  to: string[]
  what: string
  due: string | null
  stage: string
}
export interface Overdue {
  items: OverdueLine[]
  labels: Labels
  on: string
  more: boolean
}
export interface Accuracy {
  model: string
  aims: Record<string, number>
  sets: Record<string, { events: number; figures: Record<string, number>; types: Record<string, { f1: number; events: number }> }>
  across_documents: Record<string, number>
}
