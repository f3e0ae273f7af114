/** What the API tells of intake and of who is signed in. */
import { ApiError, post } from './api'
import { preference } from './i18n.svelte'

export type JobState = 'waiting' | 'reading' | 'weighing' | 'done' | 'cancelled' | 'failed'
export interface JobLine {
  id: string
  made_by: string
  made_at: string
  state: JobState
  ended_at: string | null
  problem: string | null
  inputs: number
  waiting: number
  stored: number
  known: number
  failed: number
  cancelled: number
  events: number
}
/** `status` is null while it waits. */
export interface Outcome {
  name: string
  status: 'begun' | 'alone' | 'stored' | 'known' | 'failed' | 'cancelled' | null
  document_id: string | null
  events: number | null
  problem: string | null
  remedy: string | null
}
export interface Job extends JobLine {
  outcomes: Outcome[]
}
export interface JobList {
  items: JobLine[]
  next: string | null
}
export interface Session {
  tokens: boolean
  name: string | null
  role: 'reader' | 'reviewer' | 'administrator' | null
}

export const sendText = (body: Record<string, string | null>): Promise<Job> => post<Job>('/intake/text', body)
export const cancel = (id: string): Promise<Job> => post<Job>(`/jobs/${encodeURIComponent(id)}/cancel`, {})
export const signIn = (token: string): Promise<Session> => post<Session>('/session', { token })
export const signOut = (): Promise<Session> => sent<Session>('/session', { method: 'DELETE' })
export const sendFiles = (form: FormData): Promise<Job> => sent<Job>('/intake/files', { method: 'POST', body: form })

/** Send what is no JSON. */
async function sent<T>(path: string, asked: RequestInit): Promise<T> {
  const answer = await fetch(`/api/v1${path}`, {
    ...asked,
    headers: { Accept: 'application/json', 'Accept-Language': preference.language },
  }).catch((error: Error) => {
    throw new ApiError(0, error.message)
  })
  const body = await answer.json().catch(() => null)
  if (!answer.ok) throw new ApiError(answer.status, body?.detail ?? String(answer.status))
  return body as T
}
