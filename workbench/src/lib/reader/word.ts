/** A word of the text under the pointer, as an offset in the document that counts code points. */
import type { DocumentRecord, Span } from '../api'

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

/** The whole word that has a character; null where none stands. */
export function wordAround(text: string, at: number): Span | null {
  const points = Array.from(text)
  const inWord = (i: number) => WORD.test(points[i] ?? '')
  if (!inWord(at)) return null
  let [start, end] = [at, at + 1]
  while (inWord(start - 1)) start -= 1
  while (inWord(end)) end += 1
  return { start, end }
}

/** A German ordinal (`am 2. März`), where the browser sees the end of a sentence. */
const ORDINAL = /\p{N}\.\s*$/u

/** The sentence around a stretch of a document, within its block; the server has the last word on where it ends. */
export function sentenceAround(doc: DocumentRecord, { start, end }: Span): Span {
  const read = doc.events.find(({ sentence }) => sentence.start <= start && end <= sentence.end)
  if (read) return { start: read.sentence.start, end: read.sentence.end }
  const points = Array.from(doc.text)
  const block = doc.blocks.find((each) => each.start <= start && end <= each.end) ?? { start: 0, end: points.length }
  const words = points.slice(block.start, block.end).join('')
  let [at, behind] = [block.start, block.start]
  for (const { segment } of new Intl.Segmenter(doc.language, { granularity: 'sentence' }).segment(words)) {
    behind += Array.from(segment).length
    if (ORDINAL.test(segment) && behind < block.end) continue
    if (start < behind) return { start: at, end: Math.max(behind, end) }
    at = behind
  }
  return { start, end }
}

function closest(node: Node, selector: string): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest<HTMLElement>(selector) ?? null
}
