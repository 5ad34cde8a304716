import { attribute, descendants, elements, textAt, type XmlElement } from '../../xml/index.ts'

/** An item with the levels of its assessment, bank and sections. */
export interface PlacedItem {
  readonly item: XmlElement
  readonly category: readonly string[]
}

/** All items of a `questestinterop`, in their order. */
export function itemsOf(root: XmlElement): PlacedItem[] {
  const visit = (at: XmlElement, category: readonly string[]): PlacedItem[] =>
    elements(at).flatMap((child) => {
      if (child.name === 'item') return [{ item: child, category }]
      const title = titleOf(child)
      return ['assessment', 'section', 'objectbank'].includes(child.name)
        ? visit(child, title === '' ? category : [...category, title])
        : []
    })
  return visit(root, [])
}

function titleOf(at: XmlElement): string {
  const title = attribute(at, 'title')
  if (title !== '' || at.name !== 'objectbank') return title
  const field = descendants(at, 'qtimetadatafield').find((one) => textAt(one, 'fieldlabel') === 'bank_title')
  return field ? textAt(field, 'fieldentry') : ''
}
