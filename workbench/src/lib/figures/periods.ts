/** How a day, week, month or year is written, in full and beneath an axis. */
import words from '../../messages/figures.json'
import { date, dateInTable } from '../format'
import { preference, translator, type Language } from '../i18n.svelte'
import type { Step } from './series'

const t = translator(words)

/** The bin that begins on this day, in words. */
export function spanName(step: Step, start: string): string {
  switch (step) {
    case 'jahr':
      return start.slice(0, 4)
    case 'monat':
      return date(start.slice(0, 7))
    case 'woche':
      return t('week-of', { day: dateInTable(start) })
    default:
      return date(start)
  }
}

const LOCALES: Record<Language, string> = { de: 'de-DE', en: 'en-GB' }
const formats = (language: Language) => ({
  month: new Intl.DateTimeFormat(LOCALES[language], { month: 'short', timeZone: 'UTC' }),
  day: new Intl.DateTimeFormat(LOCALES[language], { day: 'numeric', month: 'short', timeZone: 'UTC' }),
})
const FORMATS = { de: formats('de'), en: formats('en') }

/** A tick of the axis of time: years by number, months by name, other days by both; the first also names its year. */
export function tickName(tick: Date, first: boolean): string {
  const { month, day } = FORMATS[preference.language]
  const year = String(tick.getUTCFullYear())
  const january = tick.getUTCDate() === 1 && tick.getUTCMonth() === 0
  if (january) return year
  const name = (tick.getUTCDate() === 1 ? month : day).format(tick)
  return first ? `${name} ${year}` : name
}
