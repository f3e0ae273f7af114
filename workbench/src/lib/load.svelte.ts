/** What a view waits for: nothing yet, a value, or the reason why there is none. */
export class Loading<T> {
  value = $state.raw<T | null>(null)
  error = $state.raw<Error | null>(null)
  pending = $state(true)
  private turn = 0

  /** Ask anew; an answer that comes after a later question is dropped. The old value stays until then. */
  async run(ask: () => Promise<T>): Promise<void> {
    const turn = ++this.turn
    this.pending = true
    try {
      const value = await ask()
      if (turn === this.turn) [this.value, this.error] = [value, null]
    } catch (error) {
      if (turn === this.turn) this.error = error as Error
    }
    if (turn === this.turn) this.pending = false
  }
}
