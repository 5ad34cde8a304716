import { decodeEntities } from './entities.ts'

export type HtmlToken =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly type: 'close'; readonly name: string }

/** Names of HTML elements. Anything else between angle brackets is text, such as `List<String>`. */
const ELEMENTS = new Set(
  (
    'a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption ' +
    'center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset ' +
    'figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img ' +
    'input ins kbd label legend li link main map mark menu meta meter nav nobr noscript object ol optgroup option ' +
    'output p param picture pre progress q rp rt ruby s samp script section select slot small source span strike ' +
    'strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul ' +
    'var video wbr'
  ).split(' '),
)

/** Custom elements and those of Word have a hyphen or a colon in their names. */
function isElement(name: string): boolean {
  return ELEMENTS.has(name) || /[-:]/.test(name)
}

/** Elements whose content is not HTML. */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'noscript', 'iframe'])

/**
 * Splits HTML into tags and decoded text, in one pass. Comments and declarations are left out. A `<` that begins
 * no tag is text. Content of raw elements such as scripts comes as one text token.
 */
export function tokenizeHtml(html: string): HtmlToken[] {
  const tokens: HtmlToken[] = []
  let at = 0
  let textFrom = 0
  const flush = (end: number) => {
    if (end > textFrom) tokens.push({ type: 'text', text: decodeEntities(html.slice(textFrom, end)) })
  }
  for (;;) {
    at = html.indexOf('<', at)
    if (at < 0) break
    const read = readTag(html, at)
    if (read === null) {
      at += 1
      continue
    }
    flush(at)
    if (read.token) tokens.push(read.token)
    at = textFrom = read.next
    if (read.token?.type === 'open' && RAW.has(read.token.name)) {
      const end = endOfRaw(html, at, read.token.name)
      if (end > at) tokens.push({ type: 'text', text: html.slice(at, end) })
      at = textFrom = end
    }
  }
  flush(html.length)
  return tokens
}

interface ReadTag {
  /** `null` for a comment or declaration. */
  readonly token: HtmlToken | null
  readonly next: number
}

function readTag(html: string, at: number): ReadTag | null {
  if (html.startsWith('<!--', at)) {
    const end = html.indexOf('-->', at + 4)
    return { token: null, next: end < 0 ? html.length : end + 3 }
  }
  const next = html.charCodeAt(at + 1)
  if (next === BANG || next === QUESTION) {
    const end = html.indexOf('>', at)
    return end < 0 ? null : { token: null, next: end + 1 }
  }
  const closing = next === SLASH
  const nameFrom = closing ? at + 2 : at + 1
  const nameTo = endOfName(html, nameFrom)
  const name = html.slice(nameFrom, nameTo).toLowerCase()
  if (!isElement(name)) return null
  const read = readAttributes(html, nameTo)
  if (read === null) return null
  return {
    token: closing ? { type: 'close', name } : { type: 'open', name, attributes: read.attributes },
    next: read.next,
  }
}

const BANG = 33
const QUESTION = 63
const SLASH = 47

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

/** End of a tag name: a letter, then letters, digits, hyphens and colons. */
function endOfName(html: string, from: number): number {
  if (!isLetter(html.charCodeAt(from))) return from
  let at = from + 1
  while (at < html.length && /[A-Za-z0-9:-]/.test(html[at] ?? '')) at += 1
  return at
}

/** Attributes up to the closing `>`; `null` when it never comes. */
function readAttributes(html: string, from: number): { attributes: Map<string, string>; next: number } | null {
  const attributes = new Map<string, string>()
  let at = from
  for (;;) {
    while (at < html.length && /[\s/]/.test(html[at] ?? '')) at += 1
    if (at >= html.length || html[at] === '<') return null
    if (html[at] === '>') return { attributes, next: at + 1 }
    const nameFrom = at
    while (at < html.length && !/[\s/>=]/.test(html[at] ?? '')) at += 1
    const name = html.slice(nameFrom, at).toLowerCase()
    while (/\s/.test(html[at] ?? '')) at += 1
    let value = ''
    if (html[at] === '=') {
      const read = readValue(html, at + 1)
      if (read === null) return null
      value = read.value
      at = read.next
    }
    if (name === '' && value === '') at += 1
    else if (!attributes.has(name)) attributes.set(name, decodeEntities(value))
  }
}

function readValue(html: string, from: number): { value: string; next: number } | null {
  let at = from
  while (/\s/.test(html[at] ?? '')) at += 1
  const quote = html[at]
  if (quote === '"' || quote === "'") {
    const end = html.indexOf(quote, at + 1)
    return end < 0 ? null : { value: html.slice(at + 1, end), next: end + 1 }
  }
  const valueFrom = at
  while (at < html.length && !/[\s>]/.test(html[at] ?? '')) at += 1
  return { value: html.slice(valueFrom, at), next: at }
}

function endOfRaw(html: string, from: number, name: string): number {
  const closing = new RegExp(`</${name}`, 'gi')
  closing.lastIndex = from
  return closing.exec(html)?.index ?? html.length
}
