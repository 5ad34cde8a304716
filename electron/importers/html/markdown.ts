import { codeBlock, codeSpan, escapeMarkdown, shifted } from './escape.ts'
import { splitFormulas } from './formulas.ts'
import { createLineWriter, type LineWriter, type Mark } from './lines.ts'
import { listToMarkdown } from './lists.ts'
import { tableToMarkdown } from './tables.ts'
import { parseHtml, type HtmlElement, type HtmlNode } from './tree.ts'

/** HTML as Markdown, with what could not be carried over. */
export interface Converted {
  readonly markdown: string
  /** Names of pictures and sounds that the text refers to. */
  readonly media: readonly string[]
  /** Names of elements that were dropped with their content, such as scripts. */
  readonly dropped: readonly string[]
}

/** How a text is converted. */
export interface ConvertOptions {
  /**
   * Where a picture or sound is kept: its name there, or `null` when it is not at hand, so that the text names it
   * in words. Without this every medium is named in words.
   */
  readonly medium?: (source: string) => string | null
  /** All on one line. */
  readonly inline?: boolean
}

/** What one conversion gathers on its way. */
interface Conversion extends ConvertOptions {
  readonly media: Set<string>
  readonly dropped: Set<string>
  /** Dollar signs could be taken for formulas. */
  readonly dollars: boolean
}

const NO_MARKS: ReadonlySet<Mark> = new Set()
const MARKS: Readonly<Record<string, Mark>> = { b: 'strong', strong: 'strong', i: 'em', em: 'em', u: 'em', cite: 'em' }
const DROPPED = new Set(['script', 'style', 'iframe', 'object', 'embed', 'noscript', 'template', 'svg', 'canvas'])
const SILENT = new Set(['title', 'head', 'meta', 'link', 'base', 'colgroup', 'col', 'rp', 'wbr'])
const PARAGRAPHS = new Set(['p', 'dl', 'figure', 'section', 'article'])
const LINES = new Set(['div', 'dt', 'dd', 'center', 'figcaption', 'tr', 'caption', 'li', 'header', 'footer'])
const CODE = new Set(['code', 'kbd', 'samp', 'tt'])
/** `sound` is what Mnemosyne 1 wrote. */
const MEDIA = new Set(['img', 'audio', 'video', 'sound'])
/** What Moodle and Canvas write for the place of a question's files. */
const PLACEHOLDER = /^(?:@@PLUGINFILE@@|\$IMS[-_]CC[-_]FILEBASE\$)\//i
const SOUND = /\[sound:([^\]\n]+)\]/g

/** Converts the safe part of HTML to Markdown: text styles, lines, lists, tables, code, formulas, links. */
export function htmlToMarkdown(html: string, options: ConvertOptions = {}): Converted {
  return nodesToMarkdown(parseHtml(joinFormulas(html)).children, options)
}

/** As `htmlToMarkdown`, for HTML that is a tree already. */
export function nodesToMarkdown(nodes: readonly HtmlNode[], options: ConvertOptions = {}): Converted {
  const text = nodes.map(textOf).join('')
  const dollars = text.indexOf('$') !== text.lastIndexOf('$')
  const conversion: Conversion = { ...options, media: new Set(), dropped: new Set(), dollars }
  const markdown = options.inline === true ? lineOf(nodes, conversion) : blocksOf(nodes, conversion)
  return { markdown, media: [...conversion.media], dropped: [...conversion.dropped] }
}

/** Converts text without markup, in which nothing but formulas and sounds means anything. */
export function plainToMarkdown(text: string): Converted {
  const dollars = text.indexOf('$') !== text.lastIndexOf('$')
  const conversion: Conversion = { media: new Set(), dropped: new Set(), dollars }
  const writer = createLineWriter()
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) writer.breakLine()
    addText(line, NO_MARKS, writer, conversion)
  }
  return { markdown: writer.finish(), media: [...conversion.media], dropped: [] }
}

/** HTML as plain text on one line, for answers that are typed. */
export function htmlToPlain(html: string): string {
  return textOf(parseHtml(html)).replace(/\s+/g, ' ').trim()
}

/** Anki writes line breaks and entities inside formulas; there they are blanks, not lines. */
function joinFormulas(html: string): string {
  if (!html.includes('\\(') && !html.includes('\\[')) return html
  return splitFormulas(html)
    .map((piece) => {
      if (piece.type === 'text') return piece.text
      const body = piece.text.replace(/<br\s*\/?>|<\/?div>/gi, ' ')
      return piece.display ? `\\[${body}\\]` : `\\(${body}\\)`
    })
    .join('')
}

/** Nodes as Markdown blocks. */
function blocksOf(nodes: readonly HtmlNode[], conversion: Conversion, tight = false): string {
  const writer = createLineWriter()
  writeAll(nodes, NO_MARKS, writer, conversion)
  return writer.finish(tight ? 'tight' : 'blocks')
}

/** Nodes as one line of Markdown. */
function lineOf(nodes: readonly HtmlNode[], conversion: Conversion): string {
  const writer = createLineWriter()
  writeAll(nodes, NO_MARKS, writer, conversion)
  return writer.finish('line')
}

function writeAll(
  nodes: readonly HtmlNode[],
  marks: ReadonlySet<Mark>,
  writer: LineWriter,
  conversion: Conversion,
): void {
  for (const node of nodes) {
    if (typeof node === 'string') addText(node.replace(/[\s\u00a0]+/g, ' '), marks, writer, conversion)
    else writeElement(node, marks, writer, conversion)
  }
}

function writeElement(
  element: HtmlElement,
  marks: ReadonlySet<Mark>,
  writer: LineWriter,
  conversion: Conversion,
): void {
  const { name, children } = element
  const mark = MARKS[name]
  if (DROPPED.has(name)) conversion.dropped.add(name)
  else if (SILENT.has(name)) return
  else if (mark) writeAll(children, new Set([...marks, mark]), writer, conversion)
  else if (name === 'br') writer.breakLine()
  else if (name === 'hr') writer.block('---')
  else if (PARAGRAPHS.has(name)) {
    writer.endParagraph()
    writeAll(children, marks, writer, conversion)
    writer.endParagraph()
  } else if (LINES.has(name)) {
    writer.endLine()
    writeAll(children, marks, writer, conversion)
    writer.endLine()
  } else if (!writeBlock(element, writer, conversion) && !writeInline(element, marks, writer, conversion)) {
    writeAll(children, marks, writer, conversion)
  }
}

/** Elements that become a block of their own; false when it is none. */
function writeBlock(element: HtmlElement, writer: LineWriter, conversion: Conversion): boolean {
  const { name, children } = element
  const heading = /^h([1-6])$/.exec(name)
  if (heading) writer.block(`${'#'.repeat(Number(heading[1]))} ${lineOf(children, conversion)}`)
  else if (name === 'ul' || name === 'ol') writeList(element, writer, conversion)
  else if (name === 'pre') writer.block(codeBlock(textOf(element), languageOf(element)))
  else if (name === 'table') writer.block(tableToMarkdown(element, (cell) => lineOf(cell, conversion)))
  else if (name === 'blockquote') writer.block(blocksOf(children, conversion).replace(/^/gm, '> '))
  else return false
  return true
}

/** The language that `<pre><code class="language-…">` names. */
function languageOf(pre: HtmlElement): string {
  const code = pre.children.find((child) => typeof child !== 'string' && child.name === 'code')
  const names = typeof code === 'object' ? (code.attributes.get('class') ?? '') : ''
  return /(?:^|\s)lang(?:uage)?-([\w+#-]{1,20})(?:\s|$)/.exec(names)?.[1] ?? ''
}

function writeInline(
  element: HtmlElement,
  marks: ReadonlySet<Mark>,
  writer: LineWriter,
  conversion: Conversion,
): boolean {
  const { name } = element
  if (CODE.has(name)) writeCode(textOf(element), marks, writer)
  else if (name === 'sub' || name === 'sup') writer.add(shifted(textOf(element).trim(), name), marks)
  else if (MEDIA.has(name)) writeMedia(element, marks, writer, conversion)
  else if (name === 'a') writeLink(element, marks, writer, conversion)
  else if (name === 'anki-mathjax') {
    writeFormula(textOf(element).trim(), element.attributes.get('block') === 'true', marks, writer)
  } else return false
  return true
}

function writeCode(text: string, marks: ReadonlySet<Mark>, writer: LineWriter): void {
  if (text.trim().includes('\n')) writer.block(codeBlock(text))
  else if (text.trim() !== '') writer.add(codeSpan(text.trim()), marks)
}

function writeFormula(tex: string, display: boolean, marks: ReadonlySet<Mark>, writer: LineWriter): void {
  if (tex !== '') writer.add(display ? `$$${tex}$$` : `$${tex}$`, marks)
}

function writeMedia(element: HtmlElement, marks: ReadonlySet<Mark>, writer: LineWriter, conversion: Conversion): void {
  const source = mediumSource(element)
  const kept = source === '' ? null : (conversion.medium?.(source) ?? null)
  if (kept !== null) {
    const alt = (element.attributes.get('alt') ?? '').replace(/[[\]\\\s]+/g, ' ').trim()
    return writer.add(element.name === 'img' ? `![${alt}](${kept})` : `[sound:${kept}]`, marks)
  }
  const inside = /^(?:data|https?):/i.test(source)
  const name = inside ? (element.attributes.get('alt') ?? '') : source.replace(PLACEHOLDER, '')
  if (source !== '') conversion.media.add(inside ? source.slice(0, 60) : source)
  const what = element.name === 'img' ? 'picture' : 'sound'
  writer.add(escapeMarkdown(name === '' ? `(${what})` : `(${what}: ${name})`, conversion.dollars), marks)
}

/** The address of a picture or sound, which for sounds may stand in a child. */
function mediumSource(element: HtmlElement): string {
  const own = element.attributes.get('src')
  if (own !== undefined) return own
  const child = element.children.find((node) => typeof node !== 'string' && node.name === 'source')
  return typeof child === 'object' ? (child.attributes.get('src') ?? '') : ''
}

function writeLink(element: HtmlElement, marks: ReadonlySet<Mark>, writer: LineWriter, conversion: Conversion): void {
  const text = lineOf(element.children, conversion)
  const href = (element.attributes.get('href') ?? '').trim()
  const safe = /^https?:\/\/[^\s<>"\\]+$/i.test(href)
  if (safe && text !== '') writer.add(`[${text}](${href.replaceAll('(', '%28').replaceAll(')', '%29')})`, marks)
  else writer.add(text === '' && safe ? `<${href}>` : text, marks)
}

/** Adds text with its formulas; sounds become words. */
function addText(text: string, marks: ReadonlySet<Mark>, writer: LineWriter, conversion: Conversion): void {
  let afterFormula = false
  for (const piece of splitFormulas(text)) {
    if (piece.type === 'formula') writeFormula(piece.text, piece.display, marks, writer)
    else {
      const words = piece.text.replace(SOUND, (_whole, name: string) => {
        conversion.media.add(name)
        return `(sound: ${name})`
      })
      // A digit right after the closing dollar would keep it from closing; a word joiner parts them unseen.
      const joiner = afterFormula && /^\d/.test(words) ? '\u2060' : ''
      writer.add(joiner + escapeMarkdown(words, conversion.dollars), marks)
    }
    afterFormula = piece.type === 'formula'
  }
}

function writeList(list: HtmlElement, writer: LineWriter, conversion: Conversion): void {
  const ordered = list.name === 'ol'
  const before = writer.lastList()
  const other = before?.ordered === ordered && !before.other
  writer.block(
    listToMarkdown(list, other, (nodes, tight) => blocksOf(nodes, conversion, tight)),
    { ordered, other },
  )
}

/** All text below a node as it stands, with line ends for `br` and `div`. */
function textOf(node: HtmlNode): string {
  if (typeof node === 'string') return node.replaceAll('\u00a0', ' ')
  if (node.name === 'br') return '\n'
  const text = node.children.map(textOf).join('')
  return node.name === 'div' || node.name === 'p' ? `\n${text}` : text
}
