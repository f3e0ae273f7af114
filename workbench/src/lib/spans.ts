/** Overlapping spans over one text: cut at every boundary, so that each piece knows all it belongs to. */
import type { EventRecord, Filler, Span } from './api'
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
