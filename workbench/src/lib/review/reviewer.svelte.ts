/** Who reviews at this browser: asked once. A server with access tokens writes the token's name instead. */
const KEPT = 'lagebild.reviewer'

class Reviewer {
  name = $state(localStorage.getItem(KEPT) ?? '')

  choose(name: string): void {
    this.name = name.trim()
    localStorage.setItem(KEPT, this.name)
  }
}
export const reviewer = new Reviewer()
