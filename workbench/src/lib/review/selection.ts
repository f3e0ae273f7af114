/** What is selected in an element that shows a stretch of the document, as offsets in the document. */
import type { Span } from '../api'

const points = (text: string): number => Array.from(text).length

/** What is selected in a text of several blocks, each of which tells where it begins; the part in the first of them. */
export function selectedInBlocks(reader: HTMLElement): Span | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const { startContainer: from } = range
  const block = (from instanceof Element ? from : from.parentElement)?.closest<HTMLElement>('[data-start]')
  if (!block || !reader.contains(block)) return null
  const inside = range.cloneRange()
  // Three clicks select up to the beginning of the next block.
  if (!block.contains(range.endContainer)) inside.setEnd(block, block.childNodes.length)
  return spanOf(inside, block, Number(block.dataset['start']))
}

export function selectedSpan(element: HTMLElement, first: number): Span | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null
  return spanOf(range, element, first)
}

function spanOf(range: Range, element: HTMLElement, first: number): Span | null {
  const words = range.toString()
  const before = range.cloneRange()
  before.selectNodeContents(element)
  before.setEnd(range.startContainer, range.startOffset)
  const start = first + points(before.toString()) + points(words.slice(0, words.length - words.trimStart().length))
  const length = points(words.trim())
  return length ? { start, end: start + length } : null
}
