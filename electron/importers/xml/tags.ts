import type { SourceText } from '../source-text.ts'
import { XML_LIMITS } from './limits.ts'
import { notXml, refuseAt } from './problems.ts'
import { decodeReferences } from './references.ts'

/** An opening or empty tag. */
export interface OpenTag {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly empty: boolean
  /** Offset behind it. */
  readonly next: number
}

const NAME = /[A-Za-z_:\u0080-\uffff][\w:.\-\u00b7\u0080-\uffff]*/y
const BLANKS = /[ \t\n]*/y

/** Reads the tag whose `<` is at the offset. */
export function readOpenTag(source: SourceText, at: number): OpenTag {
  const { text } = source
  const name = readName(source, at + 1, 'the name of an element')
  const attributes = new Map<string, string>()
  let count = 0
  let next = at + 1 + name.length
  for (;;) {
    const from = skipBlanks(text, next)
    if (text[from] === '>') return { name: local(name), attributes, empty: false, next: from + 1 }
    if (text.startsWith('/>', from)) return { name: local(name), attributes, empty: true, next: from + 2 }
    if (from >= text.length) throw notXml(source, at, 'A tag does not end.', '> at its end')
    if (from === next) throw notXml(source, from, 'A blank is missing between attributes.', 'a blank, or > at the end')
    const key = readName(source, from, 'an attribute, or > at the end of the tag')
    const value = readValue(source, from + key.length)
    if (attributes.has(key)) {
      throw notXml(source, from, `The attribute ${key} stands twice.`, 'each attribute once')
    }
    count += 1
    if (count > XML_LIMITS.attributes) throw tooMany(source, at)
    if (key !== 'xmlns' && !key.startsWith('xmlns:')) attributes.set(key, value.value)
    next = value.next
  }
}

/** Reads the closing tag whose `</` is at the offset. */
export function readCloseTag(source: SourceText, at: number): { name: string; next: number } {
  const name = readName(source, at + 2, 'the name of an element')
  const end = skipBlanks(source.text, at + 2 + name.length)
  if (source.text[end] !== '>') throw notXml(source, end, 'A closing tag does not end.', '>')
  return { name: local(name), next: end + 1 }
}

function readName(source: SourceText, at: number, expected: string): string {
  NAME.lastIndex = at
  const [name] = NAME.exec(source.text) ?? []
  if (name === undefined) throw notXml(source, at, 'This is not well-formed XML.', expected)
  if (name.length <= XML_LIMITS.nameLength) return name
  throw refuseAt(source, at, {
    code: 'xml-name-length',
    message: 'A name in the document is too long.',
    expected: `at most ${XML_LIMITS.nameLength} characters`,
    found: `${name.length} characters`,
  })
}

function readValue(source: SourceText, at: number): { value: string; next: number } {
  const { text } = source
  const equals = skipBlanks(text, at)
  if (text[equals] !== '=') throw notXml(source, equals, 'An attribute has no value.', '= and a value in quotes')
  const from = skipBlanks(text, equals + 1)
  const quote = text[from]
  if (quote !== '"' && quote !== "'") throw notXml(source, from, 'A value stands without quotes.', 'a quote')
  const end = text.indexOf(quote, from + 1)
  if (end < 0) throw notXml(source, from, 'A quote is not closed.', `another ${quote}`)
  const raw = text.slice(from + 1, end)
  const angle = raw.indexOf('<')
  if (angle >= 0) throw notXml(source, from + 1 + angle, 'An opening bracket stands in a value.', '&lt;')
  return { value: decodeReferences(raw, source, from + 1), next: end + 1 }
}

function skipBlanks(text: string, at: number): number {
  BLANKS.lastIndex = at
  BLANKS.exec(text)
  return BLANKS.lastIndex
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function tooMany(source: SourceText, at: number) {
  return refuseAt(source, at, {
    code: 'xml-attributes',
    message: 'An element has too many attributes.',
    expected: `at most ${XML_LIMITS.attributes} attributes`,
    found: `more than ${XML_LIMITS.attributes}`,
  })
}
