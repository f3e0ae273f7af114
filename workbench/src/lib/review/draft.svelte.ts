/** An event as it is being corrected: every field as what stands in its input, and what of it has changed. */
import type { Actor, Amount, EventRecord, Filler, Place, Source, Span, Valued } from '../api'
import type { Text } from '../spans'

export const LISTS = ['actor', 'recipient', 'object', 'framework', 'place', 'time', 'amount', 'sources'] as const
export type List = (typeof LISTS)[number]

/** A filler; inputs that its field does not have stay empty. */
export interface Row {
  words: string
  span: Span | null
  /** `KOR GOV` or `KOR GOV (Name)`. */
  who: string
  name: string
  country: string
  value: string
  bound: string
  stance: string
  cue: string
  cueSpan: Span | null
  inferred: boolean | null
}

export const INPUTS: Record<List, (keyof Row)[]> = {
  actor: ['words', 'who'],
  recipient: ['words', 'who'],
  object: ['words'],
  framework: ['words', 'name'],
  place: ['words', 'country', 'name'],
  time: ['words', 'value'],
  amount: ['words', 'value', 'bound'],
  sources: ['words', 'who', 'stance', 'cue'],
}

export class DraftError extends Error {
  constructor(
    readonly field: string,
    readonly words: string,
  ) {
    super(words)
  }
}

const spanOf = (filler: Filler | null): Span | null =>
  filler && filler.start !== null && filler.end !== null ? { start: filler.start, end: filler.end } : null

function rowOf(filler: Filler): Row {
  const { code, name, inferred } = filler as Partial<Actor>
  const { cue, stance } = filler as Partial<Source>
  return {
    words: filler.text ?? '',
    span: spanOf(filler),
    who: code ? (name ? `${code} (${name})` : code) : '',
    name: code ? '' : (name ?? ''),
    country: (filler as Partial<Place>).country ?? '',
    value: (filler as Partial<Valued>).value ?? '',
    bound: (filler as Partial<Amount>).bound ?? '',
    stance: stance ?? '',
    cue: cue?.text ?? '',
    cueSpan: spanOf(cue ?? null),
    inferred: inferred ?? null,
  }
}

export const emptyRow = (): Row => ({ ...rowOf({ text: '', start: null, end: null }), stance: 'asserts' })

export class Draft {
  type = $state('')
  mode = $state('')
  context = $state<string[]>([])
  modality = $state('')
  negated = $state(false)
  trigger = $state('')
  triggerSpan = $state.raw<Span>() as Span
  rows = $state<Record<List, Row[]>>() as Record<List, Row[]>
  /** Where words that were typed are looked for first. */
  private near: Span
  private before: Record<string, string>

  /** Of a new event every field counts as changed; `sentenceOf` then tells the sentence of its trigger. */
  constructor(
    event: EventRecord,
    private readonly text: Text,
    private readonly sentenceOf: ((trigger: Span) => Span) | null = null,
  ) {
    this.near = event.sentence
    this.type = event.type
    this.mode = event.mode ?? ''
    this.context = [...event.context]
    this.modality = event.modality
    this.negated = event.negated
    this.trigger = event.trigger.text
    this.triggerSpan = event.trigger
    this.rows = Object.fromEntries(LISTS.map((list) => [list, event[list].map(rowOf)])) as Record<List, Row[]>
    this.before = sentenceOf ? {} : this.written()
  }

  get isNew(): boolean {
    return this.sentenceOf !== null
  }

  /** Words that were chosen in the text, for the trigger or a row. */
  choose(target: 'trigger' | Row, span: Span): void {
    const words = this.text.slice(span.start, span.end)
    if (target === 'trigger') [this.trigger, this.triggerSpan] = [words, span]
    else [target.words, target.span] = [words, span]
  }

  /** The fields that differ, as the API takes them. Throws a DraftError for words that the text does not have. */
  changes(): Record<string, unknown> {
    const now = this.written()
    const made = this.fields()
    return Object.fromEntries(Object.entries(made).filter(([name]) => now[name] !== this.before[name]))
  }

  private written(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.fields(false)).map(([name, value]) => [name, JSON.stringify(value)]))
  }

  private fields(located = true): Record<string, unknown> {
    const place = (field: string, words: string, span: Span | null) =>
      located ? this.locate(field, words, span) : { words, ...span }
    const trigger = place('trigger', this.trigger, this.triggerSpan) as Span | null
    if (located && trigger && this.sentenceOf) this.near = this.sentenceOf(trigger)
    const lists = LISTS.map((list) => [list, this.rows[list].map((row) => this.form(list, row, place))])
    return {
      type: this.type,
      mode: this.mode || null,
      context: [...this.context],
      modality: this.modality,
      negated: this.negated,
      trigger,
      ...Object.fromEntries(lists),
    }
  }

  private form(list: List, row: Row, place: (field: string, words: string, span: Span | null) => object | null): object {
    const made: Record<string, unknown> = { start: null, end: null, ...place(list, row.words, row.span) }
    if (INPUTS[list].includes('who')) {
      const [, code, name] = /^([^(]*?)\s*(?:\((.*)\))?\s*$/.exec(row.who) ?? []
      Object.assign(made, { code: code ?? '', name: name ?? null })
      if (row.inferred !== null && (row.words === '') === row.inferred) made.inferred = row.inferred
      else if (row.inferred) made.inferred = true
    }
    for (const input of ['name', 'country', 'value', 'bound', 'stance'] as const)
      if (INPUTS[list].includes(input)) made[input] = row[input].trim() || null
    if (list === 'sources') made.cue = row.cue.trim() ? place(list, row.cue, row.cueSpan) : null
    return made
  }

  /** Where words stand: where they stood, else in the sentence, else at their first place in the document. */
  private locate(field: string, words: string, span: Span | null): (Span & { text: string }) | null {
    const wanted = words.trim()
    if (!wanted) return null
    if (span && this.text.slice(span.start, span.end) === words) return { ...span, text: words }
    const { start, end } = this.near
    for (const [from, to] of [
      [start, end],
      [0, this.text.length],
    ] as const) {
      const part = this.text.slice(from, to)
      const at = part.indexOf(wanted)
      if (at < 0) continue
      const first = from + Array.from(part.slice(0, at)).length
      return { start: first, end: first + Array.from(wanted).length, text: wanted }
    }
    throw new DraftError(field, wanted)
  }
}
