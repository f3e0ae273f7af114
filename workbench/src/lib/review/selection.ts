/** What is selected in an element that shows a stretch of the document, as offsets in the document. */
import type { Span } from '../api'

const points = (text: string): number => Array.from(text).length

export function selectedSpan(element: HTMLElement, first: number): Span | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null
  const words = range.toString()
  const before = range.cloneRange()
  before.selectNodeContents(element)
  before.setEnd(range.startContainer, range.startOffset)
  const start = first + points(before.toString()) + points(words.slice(0, words.length - words.trimStart().length))
  const length = points(words.trim())
  return length ? { start, end: start + length } : null
}
