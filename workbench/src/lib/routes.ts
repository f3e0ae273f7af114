/** Every view: its address, its page (loaded when first shown), and how the navigation names it. */
import type { Component } from 'svelte'
import type words from '../messages/navigation.json'

export interface Route {
  /** `:name` stands for a part of the address that the page gets as a property of that name. */
  pattern: string
  // A page's own properties are the parts its pattern names; the table cannot know them.
  load: () => Promise<{ default: Component<any> }>
  /** Only for what the navigation lists, in the order of this table. */
  name?: keyof typeof words
  /** It takes the filters of lib/filters.ts: links to it keep them. */
  filtered?: true
  /** `g` and this letter lead here. */
  letter?: string
}

export const ROUTES: Route[] = [
  { pattern: '/', load: () => import('../pages/Overview.svelte'), name: 'overview', letter: 'u' },
  { pattern: '/dokumente', load: () => import('../pages/Documents.svelte'), name: 'documents', letter: 'd' },
  { pattern: '/dokumente/:id', load: () => import('../pages/DocumentPage.svelte') },
  { pattern: '/ereignisse', load: () => import('../pages/Events.svelte'), name: 'events', letter: 'e', filtered: true },
  { pattern: '/faelle', load: () => import('../pages/Cases.svelte'), name: 'cases', letter: 'f', filtered: true },
  { pattern: '/faelle/:id', load: () => import('../pages/CasePage.svelte') },
  { pattern: '/streitfaelle', load: () => import('../pages/Disputes.svelte'), name: 'disputes', letter: 's', filtered: true },
  { pattern: '/zusagen', load: () => import('../pages/Commitments.svelte'), name: 'commitments', letter: 'z', filtered: true },
  { pattern: '/vergleich', load: () => import('../pages/Compare.svelte'), name: 'compare', letter: 'v' },
  { pattern: '/zeitverlauf', load: () => import('../pages/Timeline.svelte'), name: 'timeline', letter: 't', filtered: true },
  { pattern: '/dyaden', load: () => import('../pages/Dyads.svelte'), name: 'dyads', letter: 'y', filtered: true },
  { pattern: '/netz', load: () => import('../pages/Network.svelte'), name: 'network', letter: 'n', filtered: true },
  { pattern: '/karte', load: () => import('../pages/Map.svelte'), name: 'map', letter: 'k', filtered: true },
  { pattern: '/register', load: () => import('../pages/Actors.svelte'), name: 'register', letter: 'r' },
  { pattern: '/register/akteure', load: () => import('../pages/Actors.svelte') },
  { pattern: '/register/akteure/:name', load: () => import('../pages/ActorPage.svelte') },
  { pattern: '/register/rahmen', load: () => import('../pages/Frameworks.svelte') },
  { pattern: '/pruefung', load: () => import('../pages/Review.svelte'), name: 'review', letter: 'p', filtered: true },
  { pattern: '/register/rahmen/:name', load: () => import('../pages/FrameworkPage.svelte') },
  { pattern: '/aufnahme', load: () => import('../pages/Intake.svelte'), name: 'intake', letter: 'a' },
  { pattern: '/anmelden', load: () => import('../pages/SignIn.svelte') },
  { pattern: '/genauigkeit', load: () => import('../pages/Accuracy.svelte'), name: 'accuracy', letter: 'g' },
]

/** What the navigation lists. */
export const NAVIGATION = ROUTES.filter((route) => route.name !== undefined)

export interface Match {
  route: Route
  params: Record<string, string>
}

/** The first route whose pattern is this path, with the decoded parts of it; null if there is none. */
export function matching(path: string): Match | null {
  const given = path.replace(/(?<=.)\/$/, '').split('/')
  for (const route of ROUTES) {
    const wanted = route.pattern.split('/')
    if (wanted.length !== given.length) continue
    const params: Record<string, string> = {}
    const fits = wanted.every((part, i) => {
      if (!part.startsWith(':')) return part === given[i]
      const value = decoded(given[i] ?? '')
      if (value) params[part.slice(1)] = value
      return value !== ''
    })
    if (fits) return { route, params }
  }
  return null
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return '' // a lone % written by hand
  }
}
