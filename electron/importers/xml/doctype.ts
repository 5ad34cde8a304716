import type { SourceText } from '../source-text.ts'
import { notXml, refuseAt } from './problems.ts'

/**
 * Passes over a document type that only names its definition, which is never fetched. One with definitions of its
 * own is refused, the more so when it defines entities.
 * @param at offset of `<!DOCTYPE`
 * @returns the offset behind it
 */
export function skipDoctype(source: SourceText, at: number): number {
  const { text } = source
  for (let end = at; end < text.length; end += 1) {
    const sign = text[end]
    if (sign === '>') return end + 1
    if (sign === '[') throw innerDefinitions(source, end)
    if (sign === '"' || sign === "'") {
      end = text.indexOf(sign, end + 1)
      if (end < 0) break
    }
  }
  throw notXml(source, at, 'The document type does not end.', '> at its end')
}

function innerDefinitions(source: SourceText, bracket: number) {
  const entity = /<!ENTITY\s+(%\s+)?(\S{1,100})(\s+(?:SYSTEM|PUBLIC)\b)?/
  const found = entity.exec(source.text.slice(bracket, bracket + 100_000))
  const expected = 'a document without definitions of its own'
  if (!found) {
    const message = 'The document brings definitions of its own (a DTD), which are not read.'
    return refuseAt(source, bracket, { code: 'xml-dtd', message, expected })
  }
  const name = found[2] ?? ''
  const outside = found[3] !== undefined
  const message = outside
    ? `The document defines the entity ${name} by a file outside of it. Such entities are not read.`
    : `The document defines the entity ${name}. Entities of a document's own are not expanded.`
  const code = outside ? 'xml-external-entity' : 'xml-entities'
  return refuseAt(source, bracket + found.index, { code, message, expected, found: name })
}
