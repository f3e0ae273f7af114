/** What the record offers to choose from in the filters; asked for when it is first needed, in the chosen language. */
import { get, type ActorList, type FrameworkList } from './api'
import { actorChoices } from './filters'
import { Loading } from './load.svelte'

const MOST = 1000
const LIKELY = 10 // actors that a code is looked for among: it may stand in names of others, too

export class Choices {
  private readonly known = new Loading<ActorList>()
  private readonly referred = new Loading<FrameworkList>()

  /** Called in an effect, it asks again when the language changes. */
  load(): void {
    void this.known.run((signal) => get<ActorList>('/actors', { limit: MOST }, signal))
    void this.referred.run((signal) => get<FrameworkList>('/register/frameworks', { limit: MOST }, signal))
  }

  readonly actors = $derived.by(() =>
    actorChoices((this.known.value?.items ?? []).map((a) => a.code), this.known.value?.labels ?? {}),
  )
  readonly frameworks = $derived(this.referred.value?.items.map((f) => f.name) ?? [])
}

/** What one actor's code is called, without asking for all. */
export class CodeName {
  private readonly found = new Loading<ActorList>()

  /** Called in an effect, it asks again when the language changes. */
  load(code: string): void {
    void this.found.run((signal) => get<ActorList>('/actors', { search: code, limit: LIKELY }, signal))
  }

  of(code: string): string {
    return this.found.value?.labels[code] ?? code
  }
}
