/** Where the names in the network stand: those of the largest nodes always, others where there is room. */
export interface Named {
  label: string
  /** Centre and radius of the node in px. */
  x: number
  y: number
  size: number
  /** Named however little room there is. */
  forceLabel: boolean
  /** The name stands rather on the left. */
  leftward: boolean
}
interface Box {
  left: number
  top: number
  width: number
  height: number
}
export interface Name extends Box {
  label: string
}

const GAP = 5 // px between node and name

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.left + other.width &&
  other.left < one.left + one.width &&
  one.top < other.top + other.height &&
  other.top < one.top + one.height

/** A place for each name beside, above or below its node, in a frame so many px wide; the largest nodes choose first. */
export function placed(nodes: Named[], frame: number, height: number, measure: (label: string) => number): Name[] {
  const points = nodes.map(({ x, y, size }): Box => ({ left: x - size, top: y - size, width: 2 * size, height: 2 * size }))
  const names: Name[] = []
  const free = (place: Box) => ![...points, ...names].some((other) => overlap(place, other))
  for (const { label, x, y, size, forceLabel, leftward } of nodes.toSorted((a, b) => b.size - a.size)) {
    const width = measure(label)
    const left = { left: x - size - GAP - width, top: y - height / 2 }
    const right = { left: x + size + GAP, top: y - height / 2 }
    const above = { left: x - width / 2, top: y - size - height }
    const below = { left: x - width / 2, top: y + size }
    const all = [...(leftward ? [left, right] : [right, left]), above, below].map((at) => ({ ...at, width, height, label }))
    const whole = all.filter((place) => place.left >= 0 && place.left + width <= frame)
    const place = whole.find(free) ?? (forceLabel ? (whole[0] ?? all[0]) : undefined)
    if (place) names.push(place)
  }
  return names
}
