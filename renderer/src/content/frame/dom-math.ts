import { sanitise } from '../sanitise.ts'
import { renderMath } from '../math.ts'

/** Elements whose text is no formula. */
const LITERAL = 'pre, code, style, textarea, .katex, math, svg'
/** Elements that end a run of text: no formula reaches from one paragraph into the next. */
const BLOCK =
  /^(?:address|article|aside|blockquote|body|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/

const FORMULA =
  /\\\(([^]{1,10000}?)\\\)|\\\[([^]{1,10000}?)\\\]|\[\$\$\]([^]{1,10000}?)\[\/\$\$\]|\[\$\]([^]{1,10000}?)\[\/\$\]|\[latex\]([^]{1,10000}?)\[\/latex\]/gi

interface Piece {
  readonly node: Text
  /** Where its text begins in the run. */
  readonly from: number
}

interface Run {
  text: string
  readonly pieces: Piece[]
}

/**
 * Draws the formulas of a card: `\(…\)` and `\[…\]` as MathJax has them, and what stands between Anki's LaTeX marks, as
 * far as KaTeX reads it. Text may be parted by tags and line breaks within a formula, never by blocks.
 */
export function drawMath(card: DocumentFragment | Element): void {
  for (const run of runsOf(card)) {
    const found = [...run.text.matchAll(FORMULA)].reverse()
    // From the end, so that the places before a formula still hold.
    for (const match of found) replace(run, match.index, match.index + match[0].length, drawn(match))
  }
}

function drawn(match: RegExpMatchArray): string {
  const [whole, inline, display, latexDisplay, latexInline, latex] = match
  if (inline !== undefined) return renderMath(tidy(inline), false, 'shown')
  if (display !== undefined) return renderMath(tidy(display), true, 'shown')
  if (latexDisplay !== undefined) return renderMath(tidy(latexDisplay), true, 'shown')
  if (latexInline !== undefined) return renderMath(tidy(latexInline), false, 'shown')
  const inside = tidy(latex ?? whole)
  const formula = /^\$\$?([^$]+)\$\$?$|^\\\[([^]+)\\\]$|^\\\(([^]+)\\\)$|^(\\begin\{[^]+\})$/.exec(inside)
  const tex = formula?.slice(1).find((part) => part !== undefined)
  return tex === undefined ? '' : renderMath(tex, true, 'shown')
}

function tidy(tex: string): string {
  return tex.replaceAll('\u00A0', ' ').trim()
}

function replace(run: Run, start: number, end: number, html: string): void {
  const first = run.pieces.findLast((piece) => piece.from <= start)
  const last = run.pieces.findLast((piece) => piece.from < end)
  if (html === '' || !first || !last) return
  const range = first.node.ownerDocument.createRange()
  range.setStart(first.node, start - first.from)
  range.setEnd(last.node, Math.min(end - last.from, last.node.data.length))
  range.deleteContents()
  const holder = first.node.ownerDocument.createElement('span')
  holder.innerHTML = sanitise(html)
  range.insertNode(holder)
}

/** The text of a card in runs that no block parts; a line break counts as white space. */
function runsOf(card: DocumentFragment | Element): Run[] {
  const runs: Run[] = []
  let run: Run = { text: '', pieces: [] }
  const end = (): void => {
    if (run.text.includes('\\') || run.text.includes('[')) runs.push(run)
    run = { text: '', pieces: [] }
  }
  const visit = (parent: Node): void => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === node.TEXT_NODE) {
        run.pieces.push({ node: node as Text, from: run.text.length })
        run.text += (node as Text).data
        continue
      }
      if (node.nodeType !== node.ELEMENT_NODE) continue
      const element = node as Element
      const block = BLOCK.test(element.localName)
      if (block) end()
      if (element.localName === 'br') run.text += '\n'
      else if (!element.matches(LITERAL)) visit(element)
      if (block) end()
    }
  }
  visit(card)
  end()
  return runs
}
