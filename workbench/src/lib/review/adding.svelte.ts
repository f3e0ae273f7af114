/** Adding a missed event to a document: where one is being written, and what came of the last one. */
import words from '../../messages/review.json'
import type { Span } from '../api'
import { undo, type Judgement } from '../api-review'
import { translator } from '../i18n.svelte'
import { reviewer } from './reviewer.svelte'

const t = translator(words)

export class Adding {
  /** Set while the form is open; `trigger` are the words it began with, null for none. */
  at = $state.raw<{ trigger: Span | null } | null>(null)
  /** The last addition, as long as it can be taken back here. */
  made = $state.raw<Judgement | null>(null)
  told = $state('')

  /** `show` reads the document anew and pins an event of it, or none. */
  constructor(private readonly show: (event: string | null) => void) {}

  start(trigger: Span | null): void {
    ;[this.at, this.made, this.told] = [{ trigger }, null, '']
  }

  close(): void {
    this.at = null
  }

  saved(made: Judgement): void {
    ;[this.at, this.made, this.told] = [null, made, t('added', { n: made.number })]
    this.show(made.events[0] ?? null)
  }

  async takeBack(number: number): Promise<void> {
    try {
      await undo(number, reviewer.name)
      ;[this.made, this.told] = [null, t('done-undo', { n: number })]
      this.show(null)
    } catch (error) {
      this.told = (error as Error).message
    }
  }
}
