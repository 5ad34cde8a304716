import { decodeEntities } from '../html/entities.ts'
import type { SourceText } from '../source-text.ts'
import { notXml, refuseAt } from './problems.ts'

const REFERENCE = /&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,30});/giy

/**
 * Decodes the references of a text: the five of XML, numeric ones, and the names that HTML has for characters.
 * Nothing else is ever replaced, whatever the document declares; another name is refused.
 * @param offset where the text begins in the document
 */
export function decodeReferences(text: string, source: SourceText, offset: number): string {
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    REFERENCE.lastIndex = at
    const [reference] = REFERENCE.exec(text) ?? []
    if (reference === undefined) {
      throw notXml(source, offset + at, 'An & stands alone.', '&amp;')
    }
    if (decodeEntities(reference) !== reference) continue
    const numeric = reference[1] === '#'
    throw refuseAt(source, offset + at, {
      code: 'xml-entity',
      message: numeric
        ? 'This number stands for no character.'
        : 'This entity is not known. Entities are not expanded.',
      expected: 'plain text, or a reference such as &lt; or &#233;',
      found: reference,
    })
  }
  return decodeEntities(text)
}
