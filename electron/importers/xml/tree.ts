/** An element with what is in it; comments and processing instructions are left out. */
export interface XmlElement {
  /** Without the prefix of its namespace. */
  readonly name: string
  /** By full name; declarations of namespaces are left out. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlNode[]
  /** Where its tag begins (UTF-16 units from 0). */
  readonly offset: number
}

/** Text has its references decoded; neighbouring texts and CDATA sections may be several nodes. */
export type XmlNode = XmlElement | string

/** The child elements of a name, or all of them. */
export function elements(parent: XmlElement, ...names: string[]): XmlElement[] {
  const found: XmlElement[] = []
  for (const child of parent.children) {
    if (typeof child !== 'string' && (names.length === 0 || names.includes(child.name))) found.push(child)
  }
  return found
}

/** The first child element of a name. */
export function element(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name)
}

/** The element at the end of a path of first children. */
export function elementAt(parent: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, name) => element(at, name), parent)
}

/** All elements of the names below, in the order of the document. */
export function descendants(parent: XmlElement, ...names: string[]): XmlElement[] {
  const found: XmlElement[] = []
  const visit = (at: XmlElement): void => {
    for (const child of at.children) {
      if (typeof child === 'string') continue
      if (names.includes(child.name)) found.push(child)
      visit(child)
    }
  }
  visit(parent)
  return found
}

/** An attribute, trimmed; an empty string when there is none. */
export function attribute(at: XmlElement | undefined, name: string): string {
  return at?.attributes.get(name)?.trim() ?? ''
}

/** All text below, as it stands. */
export function textOf(at: XmlNode | undefined): string {
  if (at === undefined) return ''
  return typeof at === 'string' ? at : at.children.map(textOf).join('')
}

/** The text of the first child of a name, trimmed. */
export function textAt(parent: XmlElement | undefined, ...path: string[]): string {
  return textOf(elementAt(parent, ...path)).trim()
}
