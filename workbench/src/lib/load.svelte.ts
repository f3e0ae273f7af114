/** What a view waits for: nothing yet, a value, or the reason why there is none. */
import { onDestroy } from 'svelte'

const SLOW = 2_000 // ms after which a wait is told and can be cancelled

export type Ask<T> = (signal: AbortSignal) => Promise<T>

/** Made while a component is set up; what it still waits for ends with the component. */
export class Loading<T> {
  value = $state.raw<T | null>(null)
  error = $state.raw<Error | null>(null)
  pending = $state(true)
  /** It has taken longer than a reader should wait without a word. */
  slow = $state(false)
  cancelled = $state(false)
  private asked: Ask<T> | null = null
  private running: AbortController | null = null
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    onDestroy(() => this.stop())
  }

  /** Ask anew; the request before is given up. The old value stays until there is a new one. */
  async run(ask: Ask<T>): Promise<void> {
    this.stop()
    const mine = new AbortController()
    this.running = mine
    this.asked = ask
    this.pending = true
    this.cancelled = false
    this.timer = setTimeout(() => (this.slow = true), SLOW)
    try {
      const value = await ask(mine.signal)
      if (this.running === mine) [this.value, this.error] = [value, null]
    } catch (error) {
      if (this.running === mine) this.error = error as Error
    }
    if (this.running === mine) this.end()
  }

  /** The reader does not want to wait any longer. */
  cancel(): void {
    if (!this.pending) return
    this.stop()
    this.cancelled = true
  }

  /** Ask the last question again. */
  again(): void {
    if (this.asked) void this.run(this.asked)
  }

  private stop(): void {
    const { running } = this
    this.end()
    running?.abort()
  }

  private end(): void {
    clearTimeout(this.timer)
    this.running = null
    this.pending = false
    this.slow = false
  }
}
