/** Values of fields in a few words, for telling what changed. */
import { translator } from '../i18n.svelte'
import { anyModeName, contextName, modalityName, roleName, stanceName, typeName, type Role } from '../terms'
import words from '../../messages/review.json'
import { LISTS } from './draft.svelte'

const t = translator(words)

interface Part {
  text?: string | null
  code?: string
  name?: string | null
  country?: string | null
  value?: string | null
  stance?: string
}

const one = ({ text, code, name, country, value, stance }: Part): string =>
  [code, name, country, value, stance && stanceName(stance), text && t('quoted', { words: text })].filter(Boolean).join(' ')

/** The fields that a correction can have, by the names of the API. */
export const FIELDS = new Set([...LISTS, 'type', 'mode', 'context', 'modality', 'negated', 'trigger'] as string[])

export const fieldName = (field: string): string =>
  field === 'sources' ? roleName('source') : field in words ? t(field as keyof typeof words) : roleName(field as Role)

export function plain(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return t('nothing')
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (Array.isArray(value)) {
    if (value.length === 0) return t('nothing')
    return value.map((each) => (typeof each === 'string' ? contextName(each) : one(each as Part))).join('; ')
  }
  if (typeof value === 'object') return one(value as Part)
  if (field === 'type') return typeName(String(value))
  if (field === 'mode') return anyModeName(String(value))
  return field === 'modality' ? modalityName(String(value)) : String(value)
}
