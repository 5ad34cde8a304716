import { hideEscapes } from './escapes.ts'

/** A piece of a GIFT file: a question, a category or a text; escaped signs are hidden. */
export interface GiftBlock {
  /** Of its first line that is no comment, from 1. */
  readonly line: number
  /** Without comments. */
  readonly text: string
  readonly id: string
  readonly tags: readonly string[]
}

interface Gathering {
  line: number
  readonly lines: string[]
  readonly comments: string[]
  /** Braces are open at the end of the last line. */
  open: boolean
  /** Braces were closed. */
  answered: boolean
}

const EMPTY = (): Gathering => ({ line: 0, lines: [], comments: [], open: false, answered: false })

/**
 * Splits a file at blank lines, as Moodle does. A blank line inside braces is kept when answers follow it. After a
 * question that ends its line, further text in the same block that has braces of its own is another question.
 */
export function giftBlocks(text: string): GiftBlock[] {
  const lines = text.split('\n')
  const blocks: GiftBlock[] = []
  let current = EMPTY()
  const end = () => {
    if (current.lines.length > 0) blocks.push(finish(current))
    current = EMPTY()
  }
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim()
    if (line === '') {
      if (!current.open || !answersFollow(lines, index)) end()
      continue
    }
    if (line.startsWith('//')) {
      if (current.answered && !current.open) end()
      current.comments.push(line)
      continue
    }
    if (line.startsWith('$CATEGORY:') || startsAnother(current, line)) end()
    addLine(current, hideEscapes(raw.trimEnd()), index + 1)
    if (line.startsWith('$CATEGORY:')) end()
  }
  end()
  return blocks
}

function addLine(current: Gathering, line: string, number: number): void {
  if (current.lines.length === 0) current.line = number
  current.lines.push(line)
  const opened = line.lastIndexOf('{')
  const closed = line.lastIndexOf('}')
  if (opened >= 0 || closed >= 0) current.open = opened > closed
  if (closed >= 0) current.answered = true
}

function finish({ line, lines, comments }: Gathering): GiftBlock {
  const said = comments.join('\n')
  const [, id = ''] = /\[id:((?:\\\]|[^\]\p{Cc}]){1,400})\]/u.exec(said) ?? []
  const tags = [...said.matchAll(/\[tag:((?:\\\]|[^\]\p{Cc}]){1,400})\]/gu)].map(([, tag = '']) => plain(tag))
  return { line, text: lines.join('\n').trim(), id: plain(id), tags }
}

function plain(bracketed: string): string {
  return bracketed.replaceAll('\\]', ']').trim()
}

function answersFollow(lines: readonly string[], blank: number): boolean {
  for (let at = blank + 1; at < lines.length && at < blank + 20; at += 1) {
    const line = (lines[at] ?? '').trim()
    if (line !== '') return /^(?:[=~}]|####)/.test(line)
  }
  return false
}

/** Does a line begin another question, though no blank line came before it? */
function startsAnother({ lines, open }: Gathering, line: string): boolean {
  const last = lines.at(-1)?.trim() ?? ''
  return !open && last.endsWith('}') && (line.startsWith('::') || /[^\\]\{/.test(line))
}
