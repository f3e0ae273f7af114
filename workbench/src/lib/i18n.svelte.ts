/** The words of the interface in German and English: one file of messages an area, both languages side by side. */
export const LANGUAGES = ['de', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export type Messages = Record<string, Record<Language, string>>

const KEPT = 'lagebild.language'

function chosen(): Language {
  const kept = localStorage.getItem(KEPT) ?? navigator.language.slice(0, 2)
  return LANGUAGES.find((each) => each === kept) ?? 'de'
}

class Preference {
  language = $state<Language>(chosen())

  choose(language: Language): void {
    this.language = language
    localStorage.setItem(KEPT, language)
    document.documentElement.lang = language
  }
}

export const preference = new Preference()
document.documentElement.lang = preference.language

/** A function from keys of `messages` to words; `{name}` in a message is replaced by the value of that name. */
export function translator<T extends Messages>(messages: T) {
  return (key: keyof T, values: Record<string, string | number> = {}): string => {
    const message = messages[key]?.[preference.language] ?? String(key)
    return message.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  }
}
