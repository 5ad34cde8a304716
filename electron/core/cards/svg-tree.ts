import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'

export interface SvgElement {
  readonly name: string
  readonly attributes: readonly SvgAttribute[]
  readonly children: readonly (SvgElement | string)[]
  /** Position of its `<`, characters from 0. */
  readonly at: number
}

export interface SvgAttribute {
  readonly name: string
  readonly value: string
  readonly at: number
}

export interface SvgProblem {
  readonly message: string
  readonly expected: string
  readonly at: number
}

interface OpenElement extends SvgElement {
  readonly children: (SvgElement | string)[]
}

/** Elements inside one another; drawings need five or six. */
const MAX_DEPTH = 24
// XML's own blanks: what else counts as a space elsewhere is part of a name to a parser of tags.
const NAME = /<([A-Za-z][A-Za-z0-9]*)(?=[ \t\n/>])/y
const ATTRIBUTE = /[ \t\n]+([A-Za-z][A-Za-z0-9:_.-]*)=(?:"([^"<&]*)"|'([^'<&]*)')/y
const END = /[ \t\n]*(\/?)>/y
const CLOSING = /<\/([A-Za-z][A-Za-z0-9]*)[ \t\n]*>/y
const TEXT = /[^<&]+|&(?:amp|lt|gt|quot|apos);/y
const CONTROL = /(?![\t\n])\p{Cc}|[\ufffe\uffff]/u
// A map, since a piece of text may be called like something that every object has.
const NAMED: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
])

const REFUSED: readonly (readonly [start: string, message: string])[] = [
  ['<!--', 'A drawing has no comments. Take this one out.'],
  ['<![', 'A drawing has no CDATA sections. Write the text as it is.'],
  ['<!', 'A drawing has no document type. Take it out.'],
  ['<?', 'A drawing starts with <svg. Take out the line before it.'],
  ['&', 'Characters are written as they are, except &amp;, &lt; and &gt;.'],
]

/**
 * Reads SVG text into a tree. Only plain tags, attributes in quotes, and text are read, so that every parser of XML or
 * HTML sees the same in it; comments, CDATA, document types, instructions and entities are refused, and so are tags
 * that do not pair up. What elements and attributes there are is not judged here.
 */
export function parseSvg(svg: string): Result<SvgElement, SvgProblem> {
  const control = CONTROL.exec(svg)
  if (control)
    return problem('The drawing holds a control character.', 'text without control characters', control.index)
  if (!svg.isWellFormed()) return problem('The drawing holds half a character.', 'whole characters', 0)
  return new SvgReader(svg).read()
}

class SvgReader {
  readonly #svg: string
  readonly #stack: OpenElement[] = []
  #root: OpenElement | null = null
  #at = 0

  constructor(svg: string) {
    this.#svg = svg
  }

  read(): Result<SvgElement, SvgProblem> {
    while (this.#at < this.#svg.length) {
      const refused = this.#step()
      if (refused) return fail(refused)
    }
    const open = this.#stack.at(-1)
    if (open) return problem(`<${open.name}> is not closed.`, `</${open.name}>`, open.at)
    if (this.#root === null) return problem('There is no drawing.', '<svg', 0)
    return ok(this.#root)
  }

  /** Passes one tag or piece of text, or says what is wrong with it. */
  #step(): SvgProblem | null {
    const at = this.#at
    const svg = this.#svg
    if (svg[at] !== '<') return this.#text(at)
    if (svg[at + 1] === '/') return this.#close(at)
    const name = this.#match(NAME)?.[1]
    if (name === undefined) return this.#refuse(at)
    const attributes = this.#attributes()
    if (!Array.isArray(attributes)) return attributes
    const end = this.#match(END)
    if (!end) return found(`<${name}> cannot be read.`, 'attributes as name="value", then >', this.#at)
    return this.#open({ name, attributes, children: [], at }, end[1] === '/')
  }

  #attributes(): SvgAttribute[] | SvgProblem {
    const attributes: SvgAttribute[] = []
    const names = new Set<string>()
    for (let at = this.#at; ; at = this.#at) {
      const match = this.#match(ATTRIBUTE)
      if (!match) return attributes
      const [whole, name = '', double, single] = match
      if (names.has(name)) return found(`“${name}” stands twice in one element.`, 'each attribute once', at)
      names.add(name)
      attributes.push({ name, value: double ?? single ?? '', at: at + whole.indexOf(name) })
    }
  }

  #open(element: OpenElement, closed: boolean): SvgProblem | null {
    const parent = this.#stack.at(-1)
    if (parent) parent.children.push(element)
    else if (this.#root === null) this.#root = element
    else return found('Something follows the end of the drawing.', 'one <svg> element', element.at)
    if (!closed) this.#stack.push(element)
    if (this.#stack.length <= MAX_DEPTH) return null
    return found('Elements stand too deep inside one another.', `at most ${MAX_DEPTH} levels`, element.at)
  }

  #close(at: number): SvgProblem | null {
    const name = this.#match(CLOSING)?.[1]
    const open = this.#stack.pop()
    if (name !== undefined && name === open?.name) return null
    const expected = open ? `</${open.name}>` : 'no closing tag'
    return found('This closing tag does not belong to the element that is open.', expected, at)
  }

  #text(at: number): SvgProblem | null {
    const piece = this.#match(TEXT)?.[0]
    if (piece === undefined) return this.#refuse(at)
    const parent = this.#stack.at(-1)
    if (parent) parent.children.push(NAMED.get(piece) ?? piece)
    else if (piece.trim() !== '') return found('Text stands outside the drawing.', '<svg', at)
    return null
  }

  #refuse(at: number): SvgProblem {
    const rest = this.#svg.slice(at, at + 4)
    const message = REFUSED.find(([start]) => rest.startsWith(start))?.[1] ?? 'This is not a tag of a drawing.'
    return found(message, 'tags, attributes in quotes, and text', at)
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#svg)
    if (match) this.#at = pattern.lastIndex
    return match
  }
}

function found(message: string, expected: string, at: number): SvgProblem {
  return { message, expected, at }
}

function problem(message: string, expected: string, at: number): Result<never, SvgProblem> {
  return fail(found(message, expected, at))
}

/** The text of an element and of all within it, on one line. */
export function svgText(element: SvgElement): string {
  return allText(element).replace(/\s+/g, ' ').trim()
}

function allText(element: SvgElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : allText(child))).join('')
}
