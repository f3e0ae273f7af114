/** Overlapping spans over one text: cut at every boundary, so that each piece knows all it belongs to. */
import type { Block, EventRecord, Filler, Span } from './api'
import { ROLES, type Role } from './terms'

export interface RoleSpan extends Span {
  event: string
  role: Role
}

/** A piece of text without a boundary inside; `parts` are the spans that cover it. */
export interface Segment extends Span {
  text: string
  parts: RoleSpan[]
}

/** A text whose offsets count characters as Python does (code points), not UTF-16 units as JavaScript does. */
export class Text {
  readonly length: number
  private readonly points: string[] | null

  constructor(private readonly text: string) {
    this.points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null
    this.length = this.points?.length ?? text.length
  }

  slice(start: number, end: number): string {
    return this.points ? this.points.slice(start, end).join('') : this.text.slice(start, end)
  }
}

/** Every span of evidence that an event has in the text. */
export function roleSpans(event: EventRecord): RoleSpan[] {
  const found: RoleSpan[] = []
  const add = (role: Role, filler: Filler | null) => {
    if (filler && filler.start !== null && filler.end !== null && filler.start < filler.end)
      found.push({ event: event.id, role, start: filler.start, end: filler.end })
  }
  add('trigger', event.trigger)
  for (const role of ['actor', 'recipient', 'object', 'framework', 'place', 'time', 'amount'] as const)
    for (const filler of event[role]) add(role, filler)
  for (const source of event.sources) {
    add('source', source)
    add('cue', source.cue)
  }
  return found
}

/** Characters of one stretch of text that is laid out at once; longer blocks are cut, or the browser would stall. */
export const LONGEST = 20_000

/** Cut a long block into pieces, between words where there are any and never within a span of evidence. */
export function slices(text: Text, block: Block, spans: RoleSpan[]): Block[] {
  if (block.end - block.start <= LONGEST) return [block]
  const inside = spans.filter((s) => block.start <= s.start && s.end <= block.end)
  const cuts: number[] = []
  let at = block.start
  while (block.end - at > LONGEST) {
    const limit = at + LONGEST
    const space = text.slice(at, limit).lastIndexOf(' ')
    // Offsets count code points, a position in a string does not: only the words before it tell where it is.
    const wished = space > 0 ? at + Array.from(text.slice(at, limit).slice(0, space + 1)).length : limit
    const covering = inside.filter((s) => s.start < wished && wished < s.end).map((s) => s.start)
    const cut = Math.min(wished, ...covering.filter((start) => start > at))
    cuts.push(cut)
    at = cut
  }
  const edges = [block.start, ...cuts, block.end]
  return edges.slice(0, -1).map((start, i) => ({ kind: block.kind, start, end: edges[i + 1] as number }))
}

/** For each of some blocks in the order of the text, the spans that reach into it. */
export function spread(blocks: Block[], spans: RoleSpan[]): RoleSpan[][] {
  const found: RoleSpan[][] = blocks.map(() => [])
  for (const span of spans) {
    let [low, high] = [0, blocks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((blocks[middle] as Block).end <= span.start) low = middle + 1
      else high = middle
    }
    for (let i = low; i < blocks.length && (blocks[i] as Block).start < span.end; i++) found[i]?.push(span)
  }
  return found
}

/** Cut `[start, end)` of the text into segments; spans may overlap and may reach beyond it. */
export function segments(text: Text, range: Span, spans: RoleSpan[]): Segment[] {
  const inside = spans.filter((s) => s.start < range.end && range.start < s.end)
  const cuts = new Set([range.start, range.end])
  for (const span of inside) {
    cuts.add(Math.max(span.start, range.start))
    cuts.add(Math.min(span.end, range.end))
  }
  const edges = [...cuts].sort((a, b) => a - b)
  return edges.slice(0, -1).map((start, i) => {
    const end = edges[i + 1] as number
    return { start, end, text: text.slice(start, end), parts: inside.filter((s) => s.start <= start && end <= s.end) }
  })
}

/** The roles that a segment plays in the active events, in the fixed order of the legend. */
export function litRoles(segment: Segment, active: ReadonlySet<string>): Role[] {
  const roles = new Set(segment.parts.filter((p) => active.has(p.event)).map((p) => p.role))
  return ROLES.filter((role) => roles.has(role))
}

/** The roles whose span begins with this segment in the active events: where a label is written. */
export function beginning(segment: Segment, active: ReadonlySet<string>): Role[] {
  const roles = new Set(segment.parts.filter((p) => active.has(p.event) && p.start === segment.start).map((p) => p.role))
  return ROLES.filter((role) => roles.has(role))
}
