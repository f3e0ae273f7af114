/** German words of the closed vocabularies; the words themselves are data (words.json). */
import words from './words.json'

export const ROLES = [
  'trigger',
  'actor',
  'recipient',
  'object',
  'framework',
  'place',
  'time',
  'amount',
  'source',
  'cue',
] as const
export type Role = (typeof ROLES)[number]

export const TYPES = Object.keys(words.types)
export const MODALITIES = Object.keys(words.modalities)
export const STANCES = Object.keys(words.stances)

const table = <T>(entries: Record<string, T>, key: string): T | undefined => entries[key]

export const kindName = (kind: string): string => table<string>(words.kinds, kind) ?? kind
export const typeName = (type: string): string => table<string>(words.types, type) ?? type
export const modalityName = (modality: string): string => table<string>(words.modalities, modality) ?? modality
export const stanceName = (stance: string): string => table<string>(words.stances, stance) ?? stance
export const entityKindName = (kind: string): string => table<string>(words.entityKinds, kind) ?? kind
export const frameworkKindName = (kind: string): string => table<string>(words.frameworkKinds, kind) ?? kind
export const markName = (mark: string): string => table<string>(words.marks, mark) ?? mark
export const boundName = (bound: string): string => table<string>(words.bounds, bound) ?? bound
export const quadName = (quad: string): string => table<string>(words.quads, quad) ?? quad
export const contextName = (context: string): string => table<string>(words.contexts, context) ?? context

export function modeName(type: string, mode: string): string {
  const modes = table<Record<string, string>>(words.modes as Record<string, Record<string, string>>, type)
  return modes?.[mode] ?? mode
}

export const roleName = (role: Role): string => words.roles[role][0] ?? role
export const roleShort = (role: Role): string => words.roles[role][1] ?? role
export const roleMeaning = (role: Role): string => words.roles[role][2] ?? ''

/** Label of a block that is not the author's running text; null for running text. */
export function blockName(kind: string): string | null {
  const name = table<string | null>(words.blocks, kind)
  return name === undefined ? kind : name
}
