import type { Stretch } from './stretches.ts'

/** The texts inside an element, in order. */
function textsOf(element: Element): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
  return texts
}

/** How many characters of an element's text stand before a place in it. */
function offsetIn(element: Element, node: Node, offset: number): number {
  const range = document.createRange()
  range.setStart(element, 0)
  range.setEnd(node, offset)
  return range.toString().length
}

/** What is selected of an element's text, or null when nothing of it is. */
export function selectedIn(element: Element): Stretch | null {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!range.intersectsNode(element)) return null
  const whole = document.createRange()
  whole.selectNodeContents(element)
  const starts = whole.comparePoint(range.startContainer, range.startOffset) < 0
  const ends = whole.comparePoint(range.endContainer, range.endOffset) > 0
  const from = starts ? 0 : offsetIn(element, range.startContainer, range.startOffset)
  const to = ends ? whole.toString().length : offsetIn(element, range.endContainer, range.endOffset)
  return to > from ? [from, to] : null
}

/** A stretch of an element's text as a range of the page; null when the text is shorter. */
export function rangeOf(element: Element, [from, to]: Stretch): Range | null {
  const range = document.createRange()
  let before = 0
  let open = false
  for (const text of textsOf(element)) {
    const after = before + text.length
    if (!open && from < after) {
      range.setStart(text, from - before)
      open = true
    }
    if (open && to <= after) {
      range.setEnd(text, to - before)
      return range
    }
    before = after
  }
  return null
}

/** Selects a stretch of an element's text. */
export function select(element: Element, stretch: Stretch): void {
  const range = rangeOf(element, stretch)
  const selection = document.getSelection()
  if (!range || !selection) return
  selection.removeAllRanges()
  selection.addRange(range)
}
