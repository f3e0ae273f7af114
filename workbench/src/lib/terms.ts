/** Words of the closed vocabularies in the chosen language; the words themselves are data (words.json). */
import { preference, type Language } from './i18n.svelte'
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
export const STATES = Object.keys(words.states)

type Named = Record<Language, string>

const found = (entries: Record<string, Named | null>, key: string): string => entries[key]?.[preference.language] ?? key

export const kindName = (kind: string): string => found(words.kinds, kind)
export const typeName = (type: string): string => found(words.types, type)
export const modalityName = (modality: string): string => found(words.modalities, modality)
export const stanceName = (stance: string): string => found(words.stances, stance)
/** Where a case stands between those who assert and those who deny it. */
export const stateName = (state: string): string => found(words.states, state)
/** How far a commitment has come. */
export const stageName = (stage: string): string => found(words.stages, stage)
/** What a statement does on a scale of diplomatic language, and how strongly; grades go by their German words. */
export const scaleName = (scale: string): string => found(words.scales, scale)
export const gradeName = (grade: string): string => found(words.grades, grade)
export const entityKindName = (kind: string): string => found(words.entityKinds, kind)
export const frameworkKindName = (kind: string): string => found(words.frameworkKinds, kind)
export const markName = (mark: string): string => found(words.marks, mark)
export const boundName = (bound: string): string => found(words.bounds, bound)
export const quadName = (quad: string): string => found(words.quads, quad)
export const contextName = (context: string): string => found(words.contexts, context)

export function modeName(type: string, mode: string): string {
  const modes = (words.modes as Record<string, Record<string, Named>>)[type]
  return modes ? found(modes, mode) : mode
}

/** A mode whose type is not at hand: what it means to each type that has it. */
export function anyModeName(mode: string): string {
  const names = Object.entries(words.modes).flatMap(([type, modes]) => (mode in modes ? [modeName(type, mode)] : []))
  return names.join(' / ') || mode
}

export const roleName = (role: Role): string => words.roles[role][preference.language][0] ?? role
export const roleShort = (role: Role): string => words.roles[role][preference.language][1] ?? role
export const roleMeaning = (role: Role): string => words.roles[role][preference.language][2] ?? ''

/** Label of a block that is not the author's running text; null for running text. */
export function blockName(kind: string): string | null {
  const blocks: Record<string, Named | null> = words.blocks
  return blocks[kind] === null ? null : found(blocks, kind)
}
