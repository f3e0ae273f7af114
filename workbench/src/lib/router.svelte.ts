/** The address bar as state: every view has a URL, every change of view is a step in the history. */
class Router {
  path = $state(location.pathname)
  query = $state.raw(new URLSearchParams(location.search))

  read(): void {
    this.path = location.pathname
    this.query = new URLSearchParams(location.search)
  }
}

export const router = new Router()

addEventListener('popstate', () => router.read())

/** Show `url`; `replace` where the step is not worth a press of the back button (typing in a search box). */
export function navigate(url: string, { replace = false } = {}): void {
  if (url === location.pathname + location.search) return
  const newPage = new URL(url, location.href).pathname !== location.pathname
  history[replace ? 'replaceState' : 'pushState'](null, '', url)
  router.read()
  if (newPage) scrollTo(0, 0)
}

/** The present URL with some query values changed; null or '' takes a value out. */
export function withQuery(changes: Record<string, string | null>, path = router.path): string {
  const query = new URLSearchParams(path === router.path ? router.query : undefined)
  for (const [key, value] of Object.entries(changes)) {
    if (value) query.set(key, value)
    else query.delete(key)
  }
  const text = query.toString().replaceAll('%2C', ',')
  return text ? `${path}?${text}` : path
}

/** Follow links inside the workbench without loading the page anew. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = (event.target as Element).closest?.('a')
  if (!link || link.target || link.origin !== location.origin || link.hash || link.pathname.startsWith('/api/')) return
  event.preventDefault()
  navigate(link.pathname + link.search)
}
