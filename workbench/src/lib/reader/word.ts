/** A word of the text under the pointer, as an offset in the document that counts code points. */
const WORD = /[\p{L}\p{N}]/u

/** The character under a click inside an element whose `data-start` tells where its text begins; null beside words. */
export function characterAt(click: MouseEvent): number | null {
  const caret = document.caretPositionFromPoint(click.clientX, click.clientY)
  const block = caret && closest(caret.offsetNode, '[data-start]')
  if (!caret || !block) return null
  const range = document.createRange()
  range.setStart(block, 0)
  range.setEnd(caret.offsetNode, caret.offset)
  const before = Array.from(range.toString())
  const text = Array.from(block.textContent ?? '')
  // A click on the right half of a letter sets the caret behind it.
  const at = [before.length, before.length - 1].find((i) => WORD.test(text[i] ?? ''))
  return at === undefined ? null : Number(block.dataset['start']) + at
}

/** Where the next (1) or the one before (-1) begins; null at the end of the text. */
export function neighbour(text: string, at: number, step: 1 | -1): number | null {
  const points = Array.from(text)
  const inWord = (i: number) => i >= 0 && i < points.length && WORD.test(points[i] as string)
  let i = at
  while (inWord(i)) i += step
  while (i >= 0 && i < points.length && !inWord(i)) i += step
  if (i < 0 || i >= points.length) return null
  while (inWord(i - 1)) i -= 1
  return i
}

function closest(node: Node, selector: string): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest<HTMLElement>(selector) ?? null
}
