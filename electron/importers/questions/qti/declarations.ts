import { attribute, descendants, element, elements, textOf, type XmlElement } from '../../xml/index.ts'

/** A response of an item, with what is right. */
export interface ResponseDeclaration {
  readonly cardinality: string
  readonly baseType: string
  /** In the order of the file. */
  readonly correct: readonly string[]
  /** Marks by value; `null` when there is no mapping. */
  readonly marks: ReadonlyMap<string, number> | null
  /** The mapping tells capitals from small letters, and says so of each of its entries. */
  readonly caseSensitive: boolean
}

/** The declared responses by identifier. */
export function responseDeclarations(item: XmlElement): ReadonlyMap<string, ResponseDeclaration> {
  return new Map(
    elements(item, 'responseDeclaration').map((at) => {
      const mapping = element(at, 'mapping')
      const declaration: ResponseDeclaration = {
        cardinality: attribute(at, 'cardinality'),
        baseType: attribute(at, 'baseType'),
        correct: valuesOf(element(at, 'correctResponse')),
        marks: mapping ? marksOf(mapping) : null,
        caseSensitive: mapping ? tellsCase(mapping) : false,
      }
      return [attribute(at, 'identifier'), declaration]
    }),
  )
}

function valuesOf(at: XmlElement | undefined): string[] {
  if (!at) return []
  return elements(at, 'value')
    .map((value) => textOf(value).replace(/\s+/g, ' ').trim())
    .filter((value) => value !== '')
}

function marksOf(mapping: XmlElement): ReadonlyMap<string, number> {
  return new Map(
    elements(mapping, 'mapEntry').map((entry) => [
      attribute(entry, 'mapKey').replace(/\s+/g, ' '),
      Number(attribute(entry, 'mappedValue').replace(',', '.')) || 0,
    ]),
  )
}

function tellsCase(mapping: XmlElement): boolean {
  const entries = elements(mapping, 'mapEntry')
  return entries.length > 0 && entries.every((entry) => attribute(entry, 'caseSensitive') === 'true')
}

/** The right values: those declared, or else those that give marks. */
export function rightValues({ correct, marks, cardinality }: ResponseDeclaration): readonly string[] {
  if (correct.length > 0 || marks === null) return correct
  const best = Math.max(0, ...marks.values())
  const gives = (mark: number) => (cardinality === 'single' ? mark === best : true)
  return [...marks].filter(([, mark]) => mark > 0 && gives(mark)).map(([value]) => value)
}

/** Does the item add up marks of its responses, rather than compare them with the right ones? */
export function addsMarks(item: XmlElement, identifier: string): boolean {
  const processing = element(item, 'responseProcessing')
  if (!processing) return false
  if (/map_response/i.test(attribute(processing, 'template'))) return true
  return descendants(processing, 'mapResponse').some((at) => attribute(at, 'identifier') === identifier)
}
