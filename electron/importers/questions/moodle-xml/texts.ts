import { attribute, element, elements, textAt, textOf, type XmlElement } from '../../xml/index.ts'
import type { MediaShelf } from '../media-shelf.ts'
import { createTextReader, type TextFormat, type TextReader } from '../rich-text.ts'

/** How Moodle names the formats of its texts. */
const FORMATS: Readonly<Record<string, TextFormat>> = {
  html: 'html',
  moodle_auto_format: 'moodle',
  plain_text: 'plain',
  markdown: 'markdown',
}

const OWN_FILE = /^@@PLUGINFILE@@\/(.+)$/

/** Reads the texts of one question; files stand beside the text that shows them. */
export interface MoodleTexts {
  block(at: XmlElement | undefined): string
  line(at: XmlElement | undefined): string
  readonly dropped: TextReader['dropped']
}

export function moodleTexts(shelf: MediaShelf): MoodleTexts {
  let files: readonly XmlElement[] = []
  const reader = createTextReader((source) => mediumOf(source, files, shelf))
  const read = (at: XmlElement | undefined, inline: boolean): string => {
    if (!at) return ''
    files = elements(at, 'file')
    const format = FORMATS[attribute(at, 'format')] ?? 'html'
    const text = textOf(element(at, 'text') ?? (elements(at).length === 0 ? at : undefined))
    return inline ? reader.line(text, format) : reader.block(text, format)
  }
  return { block: (at) => read(at, false), line: (at) => read(at, true), dropped: reader.dropped }
}

function mediumOf(source: string, files: readonly XmlElement[], shelf: MediaShelf): string | null {
  if (source.startsWith('data:')) return shelf.keepData(source)
  const [, path] = OWN_FILE.exec(source) ?? []
  const name = decoded(path ?? source).split('?')[0] ?? ''
  const file = files.find((one) => attribute(one, 'name') === name.split('/').at(-1))
  if (!file || attribute(file, 'encoding') !== 'base64') return shelf.miss(name)
  return shelf.keep(name, Buffer.from(textOf(file), 'base64'))
}

/** An address with its escapes decoded, or as it is when they are broken. */
export function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch (error) {
    if (error instanceof URIError) return address
    throw error
  }
}

/** The text of a path of elements as plain words. */
export function words(at: XmlElement, ...path: string[]): string {
  return textAt(at, ...path).replace(/\s+/g, ' ')
}
