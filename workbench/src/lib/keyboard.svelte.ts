/** Keys that work in every view, except while something is typed into a field. */
import { navigate } from './router.svelte'
import { NAVIGATION } from './routes'

const LETTER_WITHIN = 1_500 // ms between `g` and the letter of a view

const KEPT = 'lagebild.keys'

class Keys {
  helpOpen = $state(false)
  /** Who dictates can switch single keys off: speech would press them. */
  on = $state(localStorage.getItem(KEPT) !== 'off')
  /** The search was asked for in a view without one: the next view puts the focus there. */
  seeking = false

  switch(on: boolean): void {
    this.on = on
    localStorage.setItem(KEPT, on ? 'on' : 'off')
  }
}
export const keys = new Keys()

let wentAt = -Infinity

/** Entries of the lists that `j` and `k` move in: a list is marked `data-list`. */
const ENTRIES = '[data-list] > li, [data-list] > tr'
const INSIDE = 'a[href], button'

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, select, textarea'))

/** Move the focus to the first link or button of the next (1) or previous (-1) entry of the list. */
function step(by: 1 | -1): void {
  const entries = [...document.querySelectorAll<HTMLElement>(ENTRIES)].filter((entry) => entry.querySelector(INSIDE))
  const at = entries.findIndex((entry) => entry.contains(document.activeElement))
  const next = at < 0 ? (by > 0 ? 0 : entries.length - 1) : at + by
  const target = entries[next]?.querySelector<HTMLElement>(INSIDE)
  target?.focus()
  target?.scrollIntoView({ block: 'nearest' })
}

export const searchField = (): HTMLElement | null => document.querySelector('main input[type="search"][data-search]')

function search(): void {
  const field = searchField()
  if (field) field.focus()
  else {
    keys.seeking = true
    navigate('/dokumente')
  }
}

/** Press what closes or lets go (`data-close`); of several the last. */
function close(): void {
  const closers = [...document.querySelectorAll<HTMLElement>('[data-close]')].filter((each) => each.checkVisibility())
  closers.at(-1)?.click()
}

const SINGLE: Record<string, () => void> = {
  '?': () => (keys.helpOpen = true),
  '/': search,
  j: () => step(1),
  k: () => step(-1),
}

export function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return
  if (keys.helpOpen) return // the dialog has its own keys
  if (event.key === 'Escape') return close()
  if (!keys.on) return
  const view = NAVIGATION.find((route) => route.letter === event.key)
  const act = event.timeStamp - wentAt < LETTER_WITHIN && view ? () => navigate(view.pattern) : SINGLE[event.key]
  wentAt = event.key === 'g' ? event.timeStamp : -Infinity
  if (!act) return
  act()
  event.preventDefault()
}
