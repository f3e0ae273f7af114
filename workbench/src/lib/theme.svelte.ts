/** Light or dark: as the system has it, or as the reader chose; kept in this browser. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEPT = 'lagebild.theme'

class Look {
  theme = $state<Theme>(THEMES.find((each) => each === localStorage.getItem(KEPT)) ?? 'system')

  constructor() {
    this.show()
  }

  choose(theme: Theme): void {
    this.theme = theme
    localStorage.setItem(KEPT, theme)
    this.show()
  }

  private show(): void {
    document.documentElement.dataset['theme'] = this.theme
  }
}

export const look = new Look()
