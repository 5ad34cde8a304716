import type { XmlElement, XmlNode } from '../../xml/index.ts'

/**
 * QTI 3 writes `qti-choice-interaction` and `response-identifier` where QTI 2 has `choiceInteraction` and
 * `responseIdentifier`. This gives both the names of QTI 2; elements of HTML stay as they are.
 */
export function withQti2Names(at: XmlElement): XmlElement {
  const own = at.name.startsWith('qti-')
  return {
    name: own ? camel(at.name.slice(4)) : at.name,
    attributes: own ? camelKeys(at.attributes) : at.attributes,
    children: at.children.map((child): XmlNode => (typeof child === 'string' ? child : withQti2Names(child))),
    offset: at.offset,
  }
}

function camelKeys(attributes: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...attributes].map(([name, value]) => [camel(name), value]))
}

function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_whole, letter: string) => letter.toUpperCase())
}
