import type { XmlElement } from '../xml/index.ts'
import { elements, textAt, textOf, elementAt } from '../xml/index.ts'
import type { XmlNote, XmlNotes } from '../xml-notes.ts'
import { nested } from './nested.ts'

/**
 * The notes of a SuperMemo collection as XML: each item with a question. Elements lie inside one another; the titles
 * of topics and concepts above an item become its deck.
 */
export function superMemoNotes(root: XmlElement): XmlNotes {
  const notes: XmlNote[] = []
  const visit = (at: XmlElement, path: readonly string[]): void => {
    for (const child of elements(at, 'SuperMemoElement')) {
      const question = textOf(elementAt(child, 'Content', 'Question')).trim()
      if (question !== '') {
        notes.push({
          kind: 'basic',
          front: nested(question),
          back: nested(textOf(elementAt(child, 'Content', 'Answer')).trim()),
          tags: [],
          deck: path.join('::'),
          id: textAt(child, 'ID'),
          offset: child.offset,
        })
      }
      const title = textAt(child, 'Title').replace(/:{2,}/g, ':').replace(/\s+/g, ' ').slice(0, 100).trim()
      visit(child, title === '' || question !== '' ? path : [...path, title].slice(0, 12))
    }
  }
  visit(root, [])
  return { format: 'supermemo-xml', notes, lost: 'their schedule of SuperMemo' }
}
