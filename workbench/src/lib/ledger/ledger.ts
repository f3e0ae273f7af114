/** What the views on cases share: addresses, who a position is by, its two sides, and reasons in words. */
import { translator } from '../i18n.svelte'
import type { Labels } from '../api'
import type { DocumentHead, Party, Position, Proof } from '../api-cases'
import words from '../../messages/ledger.json'
import partWords from '../../messages/ledger-parts.json'
import { modalityName, typeName } from '../terms'

export const t = translator(words)
const part = translator(partWords)

export const STATES = ['disputed', 'denied', 'unconfirmed', 'uncontested'] as const
export const STAGES = ['called_for', 'announced', 'agreed', 'carried_out', 'suspended', 'withdrawn', 'refused'] as const
export const CONTESTED: readonly string[] = ['disputed', 'denied']

/** A word of the ledger's own, of the family `rule` or `kind`; what is not known stays as it is. */
export function term(family: string, value: string): string {
  const key = `${family}_${value}`
  return key in words ? t(key as keyof typeof words) : value
}

/** The page of a case as the record knew it at `asOf`, now if that is empty. */
export const caseHref = (id: string, asOf: string): string => `/faelle/${id}${asOf ? `?${new URLSearchParams({ stand: asOf })}` : ''}`
/** The reader at the event that a sentence proves. */
export const readerHref = (proof: Pick<Proof, 'document_id' | 'event_id'>): string =>
  `/dokumente/${proof.document_id.slice(0, 16)}?ereignis=${proof.event_id}`
export const titleOf = (document: DocumentHead | undefined): string => document?.title ?? t('untitled')

/** `Dmytro Kuleba (Ukraine · Regierung)`; a state or organisation in its own name stands alone. */
export function partyName({ code, name }: Party, labels: Labels): string {
  const label = labels[code] ?? code
  const country = labels[code.split(' ')[0] ?? code]
  return name && name !== label && name !== country ? `${name} (${label})` : label
}
export const partyNames = (parties: Party[], labels: Labels): string => parties.map((p) => partyName(p, labels)).join(', ')

/** Names that the record gives to sources without a name. */
const NAMELESS = { 'unnamed source': 'unnamed', 'unknown publisher': 'noPublisher' } as const

export function holderName(position: Position, labels: Labels): string {
  const { holder, code } = position
  if (holder in NAMELESS) return t(NAMELESS[holder as keyof typeof NAMELESS])
  return code ? partyName({ code, name: holder === code ? null : holder }, labels) : holder
}

/** How real the act is to who takes a position. */
export function realityOf({ modality, negated }: Position): string {
  if (!negated) return modalityName(modality)
  return modality === 'actual' ? t('notHappened') : `${modalityName(modality)}, ${t('negated')}`
}

/** Those who say that it is so, or will be, and those who deny it. */
export function sides(positions: Position[]): { claims: Position[]; denials: Position[] } {
  return {
    claims: positions.filter((p) => p.stance !== 'denies'),
    denials: positions.filter((p) => p.stance === 'denies'),
  }
}

/** How the record begins the reasons that joined reports into one origin; the rest of a reason is a name. */
const REASONS = { 'statement of ': 'whyStatement', 'agency ': 'whyAgency', 'cites ': 'whyCites' } as const
const WHOLE = { 'same document': 'whyDocument', 'copy of the text': 'whyCopy', 'same sentence': 'whySentence' } as const

export function whyJoined(reason: string, labels: Labels): string {
  if (reason in WHOLE) return t(WHOLE[reason as keyof typeof WHOLE])
  for (const [begins, key] of Object.entries(REASONS))
    if (reason.startsWith(begins)) {
      const name = reason.slice(begins.length)
      return t(key, { name: labels[name] ?? name })
    }
  return reason
}

/** Parts of a score that speak for one act and against it, the weightiest first; less than a tenth says nothing. */
export function partsInWords(parts: Record<string, number>): { yes: [string, number][]; no: [string, number][] } {
  const named = Object.entries(parts)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .map(([name, value]): [string, number] => [part(name as keyof typeof partWords), Math.round(value * 10) / 10])
  return { yes: named.filter(([, value]) => value > 0), no: named.filter(([, value]) => value < 0) }
}

/** What a case is of in a line: who, to whom, by which kind of act. */
export function actLine(about: { type: string; actors: Party[]; recipients: Party[] }, labels: Labels): string {
  const who = partyNames(about.actors, labels) || t('nobody')
  const whom = partyNames(about.recipients, labels)
  return `${typeName(about.type)}: ${who}${whom ? ` → ${whom}` : ''}`
}
