/** What went wrong, in the chosen language: the API's own words are English and stand beneath. */
import words from '../messages/problem.json'
import { ApiError } from './api'
import { translator } from './i18n.svelte'

const t = translator(words)

/** What an error means to the reader, by its status. */
export function said(error: Error): string {
  if (!(error instanceof ApiError) || !error.problem) return error.message
  const key = `status-${error.status}`
  return t(key in words ? (key as keyof typeof words) : 'refused')
}

/** The API's own words, which name the input and the remedy; null where `said` has told everything. */
export const detail = (error: Error): string | null => (error instanceof ApiError && error.problem ? error.problem.detail : null)
