import { posix } from 'node:path'
import { attribute, elements, type XmlElement } from '../../xml/index.ts'
import { resolve } from './manifest.ts'

/** A file of an item with its place in a test. */
export interface PlacedFile {
  readonly path: string
  readonly category: readonly string[]
}

/** Tests that this program wrote: their sections are the levels of whole deck paths. */
export const OWN_TEST = 'epoch_test'

/** The items of an `assessmentTest` (QTI 2 names) in their order; a test's only section is no level of its own. */
export function itemsOfTest(test: XmlElement, testPath: string): PlacedFile[] {
  const folder = posix.dirname(testPath)
  const parts = elements(test, 'testPart')
  const sections = (parts.length > 0 ? parts : [test]).flatMap((part) => elements(part, 'assessmentSection'))
  if (attribute(test, 'identifier') === OWN_TEST) return sections.flatMap((section) => itemsOf(section, folder, []))
  const title = attribute(test, 'title')
  const top = title === '' ? [] : [title]
  if (sections.length !== 1) return sections.flatMap((section) => itemsOf(section, folder, top))
  return sections.flatMap((section) => childrenOf(section, folder, top))
}

function itemsOf(section: XmlElement, folder: string, above: readonly string[]): PlacedFile[] {
  const title = attribute(section, 'title')
  return childrenOf(section, folder, title === '' ? above : [...above, title])
}

function childrenOf(section: XmlElement, folder: string, category: readonly string[]): PlacedFile[] {
  return elements(section).flatMap((child) => {
    if (child.name === 'assessmentItemRef') return [{ path: resolve(folder, attribute(child, 'href')), category }]
    return child.name === 'assessmentSection' ? itemsOf(child, folder, category) : []
  })
}
