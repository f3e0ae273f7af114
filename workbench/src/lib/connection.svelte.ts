/** Whether the server answers. A lost one is asked again and again, ever more rarely, until it is back. */
const HEALTH = '/api/v1/health'
const FIRST_PAUSE = 1_000 // ms
const LONGEST_PAUSE = 30_000

const answers = (): Promise<boolean> =>
  fetch(HEALTH, { cache: 'no-store' }).then(
    () => true,
    () => false,
  )

class Connection {
  lost = $state(false)
  /** Goes up whenever a lost server is back: what depends on it asks for its data anew. */
  returns = $state(0)
  private pause = FIRST_PAUSE
  private timer: ReturnType<typeof setTimeout> | undefined

  /** A request got no answer at all. */
  lose(): void {
    if (this.lost) return
    this.lost = true
    this.pause = FIRST_PAUSE
    this.wait()
  }

  /** Something failed that may have been the server: ask it. */
  async check(): Promise<void> {
    if (!(await answers())) this.lose()
  }

  /** Ask at once whether a lost server is back. */
  async attempt(): Promise<void> {
    clearTimeout(this.timer)
    const back = await answers()
    if (!this.lost) return
    if (back) {
      this.lost = false
      this.returns += 1
    } else {
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE)
      this.wait()
    }
  }

  private wait(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.attempt(), this.pause)
  }
}

export const connection = new Connection()
