/** Into which of a few steps of colour a count or a score falls, and how a mean score is written. */
import { score } from '../format'

/** With one digit, as a second says nothing of so rough a measure. */
export const mean = (value: number | null): string => (value === null ? '–' : score(Math.round(value * 10) / 10))

/** Bounds of the steps of a score (PLOVER, -10 to 10): below the first is step 0, from the last on step 4. */
export const SCORE_BOUNDS = [-4, -1, 1, 4] as const
export const scoreStep = (score: number): number => SCORE_BOUNDS.filter((bound) => score >= bound).length

const COUNT_STEPS = 5

/** Upper bounds of the steps of a count: each step a fixed factor above the one before, as counts of actors differ. */
export function countBounds(most: number): number[] {
  const bounds = Array.from({ length: COUNT_STEPS }, (_, i) => Math.ceil(most ** ((i + 1) / COUNT_STEPS)))
  return bounds.filter((bound, i) => bound !== bounds[i - 1])
}

/** 0 for nothing, else 1 to 5; the largest count always has the strongest colour. */
export function countStep(count: number, bounds: readonly number[]): number {
  if (count === 0) return 0
  return COUNT_STEPS - bounds.length + 1 + bounds.filter((bound) => count > bound).length
}
