import { escapeLineStart } from './escape.ts'
import { canFollow, type ListSign } from './lists.ts'

/** What can be said about a stretch of text. */
export type Mark = 'strong' | 'em'

/** A stretch of finished Markdown text with its marks. */
interface Run {
  readonly text: string
  readonly marks: ReadonlySet<Mark>
}

const SIGNS: Readonly<Record<Mark, string>> = { strong: '**', em: '*' }

/** Gathers Markdown: runs into lines, lines into paragraphs, and blocks between them. */
export interface LineWriter {
  add(text: string, marks: ReadonlySet<Mark>): void
  /** Ends the line, even an empty one: two ends in a row make a paragraph. */
  breakLine(): void
  /** Ends the line if it has text. */
  endLine(): void
  endParagraph(): void
  /** A list, table or the like, written as it is. @param list when it is a list, the sign of its points */
  block(text: string, list?: ListSign): void
  /** The sign of the list that was written last, when nothing came after it. */
  lastList(): ListSign | null
  /**
   * The whole text: with `line` all of it on one line, with `tight` without empty lines where Markdown allows it.
   */
  finish(as?: 'blocks' | 'tight' | 'line'): string
}

export function createLineWriter(): LineWriter {
  const blocks: string[] = []
  let lines: string[] = []
  let runs: Run[] = []
  let last: ListSign | null = null
  const endLine = () => {
    if (runs.some((run) => run.text.trim() !== '')) lines.push(renderRuns(runs))
    runs = []
  }
  const flush = () => {
    if (lines.length > 0) {
      blocks.push(lines.join('  \n'))
      last = null
    }
    lines = []
  }
  const endParagraph = () => {
    endLine()
    flush()
  }
  return {
    add(text, marks) {
      if (text !== '') runs.push({ text, marks })
    },
    breakLine() {
      if (runs.some((run) => run.text.trim() !== '')) endLine()
      else flush()
      runs = []
    },
    endLine,
    endParagraph,
    block(text, list) {
      endParagraph()
      if (text === '') return
      blocks.push(text)
      last = list ?? null
    },
    lastList() {
      endParagraph()
      return last
    },
    finish(as = 'blocks') {
      endParagraph()
      if (as === 'line') return blocks.join(' ').replace(/\s*\n\s*/g, ' ')
      const gap = (block: string) => (as === 'tight' && canFollow(block) ? '\n' : '\n\n')
      return blocks.map((block, at) => (at === 0 ? block : gap(block) + block)).join('')
    },
  }
}

/** One line of runs as Markdown. Marks that Markdown could not recognise where they stand are dropped. */
function renderRuns(input: readonly Run[]): string {
  let runs = splitBlanks(input)
  for (const mark of ['strong', 'em'] as const) runs = dropUnclear(runs, mark)
  let line = ''
  const open: Mark[] = []
  for (const run of [...runs, { text: '', marks: new Set<Mark>() }]) {
    const keep = open.findIndex((mark) => !run.marks.has(mark))
    if (keep >= 0) while (open.length > keep) line += SIGNS[open.pop() ?? 'em']
    for (const mark of run.marks) {
      if (open.includes(mark)) continue
      open.push(mark)
      line += SIGNS[mark]
    }
    line += run.text
  }
  return escapeLineStart(line.replace(/ {2,}/g, ' ').trim())
}

/** Blanks at the edges of a marked run stand outside the marks; equal neighbours become one run. */
function splitBlanks(runs: readonly Run[]): Run[] {
  const result: Run[] = []
  const none = new Set<Mark>()
  const push = (text: string, marks: ReadonlySet<Mark>) => {
    const last = result.at(-1)
    if (text === '') return
    if (last && same(last.marks, marks)) result[result.length - 1] = { text: last.text + text, marks }
    else result.push({ text, marks })
  }
  for (const { text, marks } of runs) {
    const body = text.trim()
    if (marks.size === 0 || body === '') push(text, body === '' ? none : marks)
    else {
      const start = text.indexOf(body)
      push(text.slice(0, start), none)
      push(body, marks)
      push(text.slice(start + body.length), none)
    }
  }
  return result
}

function same(a: ReadonlySet<Mark>, b: ReadonlySet<Mark>): boolean {
  return a.size === b.size && [...a].every((mark) => b.has(mark))
}

const PUNCTUATION = /[\p{P}\p{S}]/u

/** Takes a mark from stretches whose edges are not flanking in the sense of CommonMark 0.31, 6.2. */
function dropUnclear(runs: readonly Run[], mark: Mark): Run[] {
  const result = [...runs]
  for (let from = 0; from < runs.length; from += 1) {
    if (!runs[from]?.marks.has(mark)) continue
    let to = from
    while (runs[to + 1]?.marks.has(mark)) to += 1
    const before = runs[from - 1]?.text.at(-1) ?? ' '
    const after = runs[to + 1]?.text[0] ?? ' '
    const opens = clear(before, runs[from]?.text[0] ?? '')
    const closes = clear(after, runs[to]?.text.at(-1) ?? '')
    for (let at = from; at <= to && !(opens && closes); at += 1) {
      const run = result[at]
      if (run) result[at] = { text: run.text, marks: new Set([...run.marks].filter((other) => other !== mark)) }
    }
    from = to
  }
  return result
}

function clear(outside: string, inside: string): boolean {
  return !PUNCTUATION.test(inside) || /\s/.test(outside) || PUNCTUATION.test(outside)
}
