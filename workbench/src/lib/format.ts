/** Dates, intervals, numbers and shares as German readers write them. */
const day = new Intl.DateTimeFormat('de-DE', { dateStyle: 'long', timeZone: 'UTC' })
const shortDay = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeZone: 'UTC' })
const month = new Intl.DateTimeFormat('de-DE', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const compact = new Intl.NumberFormat('de-DE', { notation: 'compact', maximumFractionDigits: 2 })
const signed = new Intl.NumberFormat('de-DE', { signDisplay: 'exceptZero', minimumFractionDigits: 1 })
const share = new Intl.NumberFormat('de-DE', { style: 'percent', maximumFractionDigits: 0 })

export const number = new Intl.NumberFormat('de-DE')

/** `2024`, `2024-05` or `2024-05-17`; anything else as it is. */
export function date(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day.format(new Date(value))
  if (/^\d{4}-\d{2}$/.test(value)) return month.format(new Date(value))
  return value
}

/** A day in a table: `09.03.2004`. */
export const dateInTable = (value: string): string => shortDay.format(new Date(value))

/** A time value of the codebook: a date or `start/end`. */
export function time(value: string): string {
  const [start, end] = value.split('/')
  return end ? `${date(start ?? '')} bis ${date(end)}` : date(value)
}

/** An amount value of the codebook: `9e9 USD` -> `9 Mrd. USD`, `20/30` -> `20 bis 30`. */
export function amount(value: string): string {
  const [figures = '', ...unit] = value.split(' ')
  const counts = figures.split('/').map(Number)
  if (!figures || counts.some(Number.isNaN)) return value
  const written = counts.map((count) => (Math.abs(count) >= 1e6 ? compact : number).format(count))
  return [written.join(' bis '), ...unit].join(' ')
}

/** Degrees to north and east: `46,48° N, 30,73° O`. */
export function coordinates(latitude: number, longitude: number): string {
  const degrees = (value: number, directions: string) => `${number.format(Math.abs(value))}° ${directions[value < 0 ? 1 : 0]}`
  return `${degrees(latitude, 'NS')}, ${degrees(longitude, 'OW')}`
}

/** A score between -10 and 10 with its sign. */
export const score = (value: number): string => signed.format(value)

export const percent = (value: number): string => share.format(value)

export const plural = (count: number, one: string, many: string): string =>
  `${number.format(count)} ${count === 1 ? one : many}`
