/** Dates, intervals, numbers and shares as readers of the chosen language write them. */
import { preference, translator, type Language } from './i18n.svelte'
import words from '../messages/format.json'

const t = translator(words)
const LOCALES: Record<Language, string> = { de: 'de-DE', en: 'en-GB' }

function formats(language: Language) {
  const locale = LOCALES[language]
  return {
    number: new Intl.NumberFormat(locale),
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
    shortDay: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
    moment: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
    month: new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    compact: new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 2 }),
    signed: new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', minimumFractionDigits: 1 }),
    share: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
  }
}
const ALL = { de: formats('de'), en: formats('en') }
const inUse = () => ALL[preference.language]

export const number = { format: (value: number): string => inUse().number.format(value) }

/** `2024`, `2024-05` or `2024-05-17`; anything else as it is. */
export function date(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return inUse().day.format(new Date(value))
  if (/^\d{4}-\d{2}$/.test(value)) return inUse().month.format(new Date(value))
  return value
}

/** A day in a table: `09.03.2004`. */
export const dateInTable = (value: string): string => inUse().shortDay.format(new Date(value))

/** A moment where the reader is: `09.03.2024, 14:05`. */
export const moment = (value: string): string => inUse().moment.format(new Date(value))

/** A time value of the codebook: a date or `start/end`. */
export function time(value: string): string {
  const [start, end] = value.split('/')
  return end ? t('from-to', { start: date(start ?? ''), end: date(end) }) : date(value)
}

/** An amount value of the codebook: `9e9 USD` -> `9 Mrd. USD`, `20/30` -> `20 bis 30`. */
export function amount(value: string): string {
  const [figures = '', ...unit] = value.split(' ')
  const counts = figures.split('/').map(Number)
  if (!figures || counts.some(Number.isNaN)) return value
  const { compact, number } = inUse()
  const [start = '', end] = counts.map((count) => (Math.abs(count) >= 1e6 ? compact : number).format(count))
  return [end === undefined ? start : t('from-to', { start, end }), ...unit].join(' ')
}

/** Degrees to north and east: `46,48° N, 30,73° O`. */
export function coordinates(latitude: number, longitude: number): string {
  const degrees = (value: number, directions: string) => `${number.format(Math.abs(value))}° ${directions[value < 0 ? 1 : 0]}`
  return `${degrees(latitude, t('north-south'))}, ${degrees(longitude, t('east-west'))}`
}

/** A score between -10 and 10 with its sign. */
export const score = (value: number): string => inUse().signed.format(value)

export const percent = (value: number): string => inUse().share.format(value)

export const plural = (count: number, one: string, many: string): string =>
  `${number.format(count)} ${count === 1 ? one : many}`

/** `22. Juli 2022 bis 17. Juli 2023`, `seit 22. Juli 2022`; empty if neither end is known. */
export function period(start: string | null, end: string | null): string {
  if (start && end) return t('from-to', { start: date(start), end: date(end) })
  if (start) return t('since', { start: date(start) })
  return end ? t('until', { end: date(end) }) : ''
}

/** The beginning of a title or name that somebody wrote much too long. */
export const brief = (words: string, most = 300): string => (words.length > most ? `${words.slice(0, most)} …` : words)
