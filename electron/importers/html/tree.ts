import { tokenizeHtml } from './tokens.ts'

export interface HtmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: HtmlNode[]
}
export type HtmlNode = string | HtmlElement

/** Elements without content. */
const VOID = new Set([
  'sound',
  'br',
  'hr',
  'img',
  'input',
  'wbr',
  'col',
  'source',
  'track',
  'embed',
  'meta',
  'link',
  'area',
  'base',
  'param',
])

/** An opening tag of the first kind ends an open element of the second. */
const CLOSES: Readonly<Record<string, readonly string[]>> = {
  li: ['li', 'p'],
  dt: ['dt', 'dd', 'p'],
  dd: ['dt', 'dd', 'p'],
  tr: ['tr', 'td', 'th', 'p'],
  td: ['td', 'th', 'p'],
  th: ['td', 'th', 'p'],
}

/** Elements that end an open paragraph. */
const BLOCKS = new Set('p div ul ol dl table pre blockquote hr h1 h2 h3 h4 h5 h6'.split(' '))

/** Elements that an implied end does not reach beyond. */
const SCOPE = new Set(['ul', 'ol', 'dl', 'table', 'td', 'th', 'div', 'blockquote', 'body'])

/** Deeper nesting is flattened: its text stays, its structure goes. */
const MAX_DEPTH = 60

/**
 * HTML to a tree, forgiving as browsers are: unknown closing tags are ignored, open elements end where their
 * parent ends, list items and table cells end where the next begins.
 */
export function parseHtml(html: string): HtmlElement {
  const root: HtmlElement = { name: 'body', attributes: new Map(), children: [] }
  const stack: HtmlElement[] = [root]
  const top = () => stack.at(-1) ?? root
  for (const token of tokenizeHtml(html)) {
    if (token.type === 'text') top().children.push(token.text)
    else if (token.type === 'close') closeElement(stack, token.name)
    else {
      for (const name of impliedEnds(token.name)) closeImplied(stack, name)
      const element: HtmlElement = { name: token.name, attributes: token.attributes, children: [] }
      top().children.push(element)
      if (!VOID.has(token.name) && stack.length < MAX_DEPTH) stack.push(element)
    }
  }
  return root
}

function impliedEnds(name: string): readonly string[] {
  return CLOSES[name] ?? (BLOCKS.has(name) ? ['p'] : [])
}

function closeElement(stack: HtmlElement[], name: string): void {
  const at = stack.findLastIndex((element) => element.name === name)
  if (at > 0) stack.length = at
}

function closeImplied(stack: HtmlElement[], name: string): void {
  for (let at = stack.length - 1; at > 0; at -= 1) {
    const open = stack[at]?.name ?? ''
    if (open === name) {
      stack.length = at
      return
    }
    if (SCOPE.has(open)) return
  }
}
