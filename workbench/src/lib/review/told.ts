/** What the API refuses a reviewer, in the chosen language: who was faster, which field cannot be so, a lost server. */
import words from '../../messages/review-problems.json'
import fieldWords from '../../messages/review.json'
import { ApiError, type Between } from '../api'
import { moment } from '../format'
import { translator } from '../i18n.svelte'
import { said } from '../problem'
import { FIELDS, fieldName } from './plain'

const t = translator(words)
const part = translator(fieldWords)

export function told(error: Error): string {
  if (!(error instanceof ApiError)) return error.message
  const { status, problem } = error
  if (status === 0) return `${error.message} ${t('lost')}`
  if (problem?.judgement) return between(problem.judgement)
  if (status === 422 && problem?.field) return impossible(problem.field)
  return said(error)
}

/** Who decided what in between, and when. */
function between({ kind, made_by, made_at, number, fields }: Between): string {
  const key = `between-${kind}`
  const known = (key in words ? key : 'between-other') as keyof typeof words
  return t(known, { who: made_by, when: moment(made_at), n: number, fields: fields.map(fieldName).join(', ') })
}

/** `actor.0.code` as `Akteur 1, Code (Name)` with what it takes; a field that no form here has keeps its name. */
function impossible(path: string): string {
  const [field = path, place, leaf] = path.split('.')
  if (!FIELDS.has(field)) return t('impossible', { field: path, hint: t('hint') })
  const name = place === undefined ? fieldName(field) : `${fieldName(field)} ${Number(place) + 1}`
  const input = leaf === 'code' ? 'who' : leaf
  const where = input && input in fieldWords ? `${name}, ${part(input as keyof typeof fieldWords)}` : name
  const keys = [`hint-${field}-${leaf}`, `hint-${leaf}`, leaf ? '' : `hint-${field}`, leaf || place === undefined ? '' : 'hint-words']
  const hint = keys.find((key) => key in words) ?? 'hint'
  return t('impossible', { field: where, hint: t(hint as keyof typeof words) })
}
