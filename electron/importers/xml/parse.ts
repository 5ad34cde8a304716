import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { sourceText, type SourceText } from '../source-text.ts'
import { skipDoctype } from './doctype.ts'
import { XML_LIMITS } from './limits.ts'
import { notXml, refuseAt, XmlRefusal } from './problems.ts'
import { decodeReferences } from './references.ts'
import { readCloseTag, readOpenTag } from './tags.ts'
import type { XmlElement, XmlNode } from './tree.ts'

/** A document that was read, and its text for telling places. */
export interface XmlDocument {
  readonly root: XmlElement
  readonly source: SourceText
}

interface Open {
  readonly element: XmlElement
  readonly children: XmlNode[]
}

/**
 * Reads an XML document under limits, strictly: the first fault refuses it with its place. No entity is expanded,
 * nothing is fetched, and a document type with definitions of its own is refused.
 * @param text with line ends `\n`
 */
export function parseXml(file: string, text: string): Result<XmlDocument, Issue> {
  const source = sourceText(file, text)
  try {
    if (text.length > XML_LIMITS.characters) throw tooLong(source)
    return ok({ root: new Reader(source).read(), source })
  } catch (error) {
    if (error instanceof XmlRefusal) return fail(error.issue)
    throw error
  }
}

class Reader {
  readonly #source: SourceText
  readonly #stack: Open[] = []
  #root: XmlElement | null = null
  #count = 0

  constructor(source: SourceText) {
    this.#source = source
  }

  read(): XmlElement {
    const { text } = this.#source
    let at = text.startsWith('\ufeff') ? 1 : 0
    while (at < text.length) {
      const next = text.indexOf('<', at)
      const end = next < 0 ? text.length : next
      if (end > at) this.#addText(at, end)
      if (next < 0) break
      at = this.#markup(next)
    }
    const open = this.#stack.at(-1)
    if (open) throw notXml(this.#source, text.length, `The element ${open.element.name} is not closed.`, closing(open))
    if (!this.#root) throw notXml(this.#source, text.length, 'The document holds no element.', 'an element')
    return this.#root
  }

  /** Reads what begins with `<`, and gives the offset behind it. */
  #markup(at: number): number {
    const { text } = this.#source
    if (text.startsWith('</', at)) return this.#close(at)
    if (text.startsWith('<!--', at)) return this.#until(at, 4, '-->', 'comment')
    if (text.startsWith('<?', at)) return this.#until(at, 2, '?>', 'processing instruction')
    if (text.startsWith('<![CDATA[', at)) return this.#cdata(at)
    if (!text.startsWith('<!', at)) return this.#open(at)
    if (text.startsWith('<!DOCTYPE', at) && !this.#root) return skipDoctype(this.#source, at)
    throw notXml(this.#source, at, 'This is not well-formed XML.', 'an element, text or a comment')
  }

  #open(at: number): number {
    const tag = readOpenTag(this.#source, at)
    const children: XmlNode[] = []
    const element: XmlElement = { name: tag.name, attributes: tag.attributes, children, offset: at }
    const parent = this.#stack.at(-1)
    if (parent) parent.children.push(element)
    else if (this.#root) throw notXml(this.#source, at, 'The document holds more than one element.', 'its end')
    else this.#root = element
    this.#count += 1
    if (this.#count > XML_LIMITS.elements) throw tooMany(this.#source, at)
    if (tag.empty) return tag.next
    this.#stack.push({ element, children })
    if (this.#stack.length > XML_LIMITS.depth) throw tooDeep(this.#source, at)
    return tag.next
  }

  #close(at: number): number {
    const { name, next } = readCloseTag(this.#source, at)
    const open = this.#stack.pop()
    if (!open) throw notXml(this.#source, at, 'This closes an element that was not opened.', 'an opening tag before it')
    if (open.element.name !== name) {
      throw notXml(this.#source, at, `The element ${open.element.name} is not closed here.`, closing(open))
    }
    return next
  }

  #cdata(at: number): number {
    const end = this.#until(at, 9, ']]>', 'CDATA section')
    const open = this.#stack.at(-1)
    if (!open) throw notXml(this.#source, at, 'Text stands outside of the document.', 'an element')
    open.children.push(this.#source.text.slice(at + 9, end - 3))
    return end
  }

  #until(at: number, skip: number, end: string, what: string): number {
    const found = this.#source.text.indexOf(end, at + skip)
    if (found < 0) throw notXml(this.#source, at, `A ${what} does not end.`, end)
    return found + end.length
  }

  #addText(from: number, to: number): void {
    const raw = this.#source.text.slice(from, to)
    const open = this.#stack.at(-1)
    if (open) open.children.push(decodeReferences(raw, this.#source, from))
    else if (raw.trim() !== '') {
      throw notXml(this.#source, from + raw.search(/\S/), 'Text stands outside of the document.', 'an element')
    }
  }
}

function closing(open: Open): string {
  return `</${open.element.name}>`
}

function tooLong(source: SourceText): XmlRefusal {
  return refuseAt(source, 0, {
    code: 'xml-size',
    message: 'The document is too long.',
    expected: `at most ${XML_LIMITS.characters} characters`,
    found: `${source.text.length} characters`,
  })
}

function tooMany(source: SourceText, at: number): XmlRefusal {
  const expected = `at most ${XML_LIMITS.elements} elements`
  return refuseAt(source, at, { code: 'xml-elements', message: 'The document holds too many elements.', expected })
}

function tooDeep(source: SourceText, at: number): XmlRefusal {
  const expected = `at most ${XML_LIMITS.depth} levels`
  return refuseAt(source, at, { code: 'xml-depth', message: 'Elements are nested too deeply.', expected })
}
