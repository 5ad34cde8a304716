import { htmlToMarkdown, nodesToMarkdown, plainToMarkdown, type Converted } from '../html/markdown.ts'
import type { HtmlNode } from '../html/tree.ts'
import { QUESTION_LIMITS } from './limits.ts'

/** How a text of a question bank is written. `moodle` is HTML in which line ends are blanks. */
export type TextFormat = 'html' | 'moodle' | 'plain' | 'markdown'

/** Turns the texts of one question into Markdown and remembers what could not be carried over. */
export interface TextReader {
  /** Paragraphs, lists and all. */
  block(text: string, format: TextFormat): string
  /** The same on one line, for options and prompts. */
  line(text: string, format: TextFormat): string
  /** HTML that is a tree already. */
  nodes(nodes: readonly HtmlNode[], inline: boolean): string
  /** Elements that were dropped with their content, such as scripts. */
  readonly dropped: ReadonlySet<string>
}

/**
 * @param medium where a picture or sound is kept; `null` when it is not at hand
 */
export function createTextReader(medium: (source: string) => string | null): TextReader {
  const dropped = new Set<string>()
  const take = ({ markdown, dropped: names }: Converted): string => {
    for (const name of names) dropped.add(name)
    return markdown
  }
  const convert = (text: string, format: TextFormat, inline: boolean): string => {
    const cut = text.slice(0, QUESTION_LIMITS.sourceText)
    if (format === 'markdown') return inline ? oneLine(cut) : cut.trim()
    if (format === 'plain') return inline ? oneLine(take(plainToMarkdown(cut))) : take(plainToMarkdown(cut))
    const html = format === 'moodle' ? cut.replace(/\n/g, '<br>') : cut
    return take(htmlToMarkdown(texBetweenDollars(html), { medium, inline })).trim()
  }
  return {
    block: (text, format) => convert(text, format, false),
    line: (text, format) => convert(text, format, true),
    nodes: (nodes, inline) => take(nodesToMarkdown(nodes, { medium, inline })).trim(),
    dropped,
  }
}

/** Moodle and Canvas show TeX between two dollar signs as a formula in the line. */
function texBetweenDollars(html: string): string {
  return html.includes('$$') ? html.replace(/\$\$([^$]{1,2000})\$\$/g, '\\($1\\)') : html
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim()
}
