/** Who vouches for an event through whom. */
import type { Source } from './api'

const sameCue = (one: Source, other: Source): boolean =>
  one.cue !== null && one.cue.start === other.cue?.start && one.stance === other.stance

/**
 * The positions that the sources of an event take. Each is a list of levels, nearest first: who says it, through whom
 * that is known, and so on; a level holds those who speak with the same word. A denial answers what others say, it is
 * a position of its own: the same rule as in the record's ledger.
 */
export function positions(sources: Source[]): Source[][][] {
  const found: Source[][][] = []
  for (const source of sources) {
    const position = found.at(-1)
    const level = position?.at(-1)
    const last = level?.at(-1)
    if (level && last && sameCue(last, source)) level.push(source)
    else if (position && (source.stance !== 'denies' || position[0]?.[0]?.stance === 'denies')) position.push([source])
    else found.push([[source]])
  }
  return found
}
