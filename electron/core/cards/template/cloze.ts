import { escapeAttribute, stripTags } from './html.ts'
import { occlusionAttributes } from './occlusion.ts'

/** A gap of a cloze field; `numbers` in rising order, more than one for `{{c1,2::…}}`. */
export interface TemplateCloze {
  readonly numbers: readonly number[]
  readonly inside: ClozeNode[]
  hint: string | null
}
export type ClozeNode = string | TemplateCloze

/** Deeper openings are dropped, as in Anki. */
const MAX_DEPTH = 10
const LARGEST = 65_535
/** `{{c1::`, `{{c1,2::`, or the end of a gap. */
const MARK = /\{\{c([\d,]+)::|\}\}/g

/**
 * Reads the gaps of a field. They may lie in each other; the text after the first `::` of a piece is the hint; a gap
 * that is never closed vanishes with its text; `}}` outside a gap is text. All as Anki has it.
 */
export function parseClozes(text: string): readonly ClozeNode[] {
  const output: ClozeNode[] = []
  const open: TemplateCloze[] = []
  const addText = (piece: string): void => {
    if (piece === '') return
    const cloze = open.at(-1)
    if (cloze === undefined) {
      output.push(piece)
      return
    }
    const colons = piece.indexOf('::')
    if (colons !== -1) cloze.hint = piece.slice(colons + 2)
    cloze.inside.push(colons === -1 ? piece : piece.slice(0, colons))
  }
  let from = 0
  for (const mark of text.matchAll(MARK)) {
    const numbers = mark[1] === undefined ? [] : numbersIn(mark[1])
    // A mark without a usable number is text.
    if (mark[1] !== undefined && numbers.length === 0) continue
    addText(text.slice(from, mark.index))
    from = mark.index + mark[0].length
    if (mark[1] !== undefined) {
      if (open.length < MAX_DEPTH) open.push({ numbers, inside: [], hint: null })
      continue
    }
    const closed = open.pop()
    ;(open.at(-1)?.inside ?? output).push(closed ?? '}}')
  }
  addText(text.slice(from))
  return output
}

function numbersIn(list: string): number[] {
  const numbers = list
    .split(',')
    .filter((part) => part !== '')
    .map(Number)
    .filter((number) => number <= LARGEST)
  return [...new Set(numbers)].sort((a, b) => a - b)
}

/** The numbers of all gaps of a field; 0 is none. */
export function clozeNumbers(text: string, into = new Set<number>()): Set<number> {
  if (text.includes('{{c')) collect(parseClozes(text), into)
  return into
}

function collect(nodes: readonly ClozeNode[], into: Set<number>): void {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    for (const number of node.numbers) if (number !== 0) into.add(number)
    collect(node.inside, into)
  }
}

/**
 * The field with the gaps of one number hidden (question) or marked (answer); empty when it has none of that number.
 * Tags inside `\(…\)` and `\[…\]` go, since they would break the formula.
 */
export function revealClozes(text: string, number: number, question: boolean): string {
  const state = { found: false }
  const html = reveal(parseClozes(text), number, question, state)
  return state.found ? plainInsideMath(html) : ''
}

function reveal(nodes: readonly ClozeNode[], number: number, question: boolean, state: { found: boolean }): string {
  let html = ''
  for (const node of nodes) {
    html += typeof node === 'string' ? node : revealOne(node, number, question, state)
  }
  return html
}

function revealOne(cloze: TemplateCloze, number: number, question: boolean, state: { found: boolean }): string {
  const active = cloze.numbers.includes(number)
  state.found ||= active
  const ordinals = `data-ordinal="${cloze.numbers.join(',')}"`
  const shape = typeof cloze.inside[0] === 'string' ? occlusionAttributes(cloze.inside[0]) : null
  if (shape !== null) return `<div class="${shapeClass(cloze, active, question)}" ${ordinals} ${shape}></div>`
  const inside = reveal(cloze.inside, number, question, state)
  if (!active) return `<span class="cloze-inactive" ${ordinals}>${inside}</span>`
  if (!question) return `<span class="cloze" ${ordinals}>${inside}</span>`
  return `<span class="cloze" data-cloze="${escapeAttribute(inside)}" ${ordinals}>[${cloze.hint ?? '...'}]</span>`
}

function shapeClass(cloze: TemplateCloze, active: boolean, question: boolean): string {
  if ((question && active) || cloze.numbers.includes(0)) return 'cloze'
  return active ? 'cloze-highlight' : 'cloze-inactive'
}

/** The hints (question) or texts (answer) of the gaps of one number alone, joined by commas. */
export function onlyClozes(text: string, number: number, question: boolean): string {
  return textsOf(parseClozes(text), number, question).join(', ')
}

/** What is to be typed for the gaps of a number: their texts; a single one where all read the same. */
export function clozeToType(text: string, number: number): string {
  const texts = textsOf(parseClozes(text), number, false)
  return new Set(texts).size === 1 ? (texts[0] ?? '') : texts.join(', ')
}

function textsOf(nodes: readonly ClozeNode[], number: number, question: boolean): string[] {
  return nodes.flatMap((node) => {
    if (typeof node === 'string') return []
    const own = node.numbers.includes(number) ? [question ? (node.hint ?? '...') : wholeText(node)] : []
    return [...own, ...textsOf(node.inside, number, question)]
  })
}

function wholeText(cloze: TemplateCloze): string {
  return cloze.inside.map((node) => (typeof node === 'string' ? node : wholeText(node))).join('')
}

function plainInsideMath(html: string): string {
  const opening = /\\[([]/g
  const closing = /\\[\])]/g
  let text = ''
  let from = 0
  for (let open = opening.exec(html); open !== null; open = opening.exec(html)) {
    closing.lastIndex = open.index + 2
    const close = closing.exec(html)
    if (close === null) break
    text += html.slice(from, open.index + 2) + stripTags(html.slice(open.index + 2, close.index)) + close[0]
    from = close.index + 2
    opening.lastIndex = from
  }
  return text + html.slice(from)
}
