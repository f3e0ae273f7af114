/** Dates, intervals, numbers and shares as German readers write them. */
const day = new Intl.DateTimeFormat('de-DE', { dateStyle: 'long', timeZone: 'UTC' })
const month = new Intl.DateTimeFormat('de-DE', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const compact = new Intl.NumberFormat('de-DE', { notation: 'compact', maximumFractionDigits: 2 })
const share = new Intl.NumberFormat('de-DE', { style: 'percent', maximumFractionDigits: 0 })

export const number = new Intl.NumberFormat('de-DE')

/** `2024`, `2024-05` or `2024-05-17`; anything else as it is. */
export function date(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day.format(new Date(value))
  if (/^\d{4}-\d{2}$/.test(value)) return month.format(new Date(value))
  return value
}

/** A time value of the codebook: a date or `start/end`. */
export function time(value: string): string {
  const [start, end] = value.split('/')
  return end ? `${date(start ?? '')} bis ${date(end)}` : date(value)
}

/** An amount value of the codebook: `9e9 USD` -> `9 Mrd. USD`. */
export function amount(value: string): string {
  const [figure = '', ...unit] = value.split(' ')
  const count = Number(figure)
  if (!figure || Number.isNaN(count)) return value
  return [Math.abs(count) >= 1e6 ? compact.format(count) : number.format(count), ...unit].join(' ')
}

export const percent = (value: number): string => share.format(value)

export const plural = (count: number, one: string, many: string): string =>
  `${number.format(count)} ${count === 1 ? one : many}`
