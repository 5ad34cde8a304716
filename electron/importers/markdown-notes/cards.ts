import type { NoteTexts } from '../text-note.ts'
import { splitLine, withGaps } from './marks.ts'
import type { NoteLine, Section } from './sections.ts'

/** A note found in a file, and the line on which it begins. */
export interface FoundNote extends NoteTexts {
  readonly line: number
}

export interface FoundNotes {
  readonly notes: readonly FoundNote[]
  /** Lines that became no note. */
  readonly unused: readonly NoteLine[]
}

const ITEM = /^(\s*)(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/

/**
 * Finds the notes of a section: lines with `::`, a question and an answer with a line of `?` between them, texts with
 * gaps. A heading over text that holds none of these is a question, and the text its answer.
 * @param marked the file says that it holds flashcards
 * @param title the heading is the title of the whole file
 */
export function findNotes(section: Section, marked: boolean, title: boolean): FoundNotes {
  const notes: FoundNote[] = []
  const unused: NoteLine[] = []
  for (const block of section.blocks) {
    const asked = questionBlock(block)
    if (asked) notes.push(asked)
    else for (const item of itemsOf(block, marked)) addItem(item, marked, notes, unused)
  }
  const heading = section.level > 0 && !title && notes.length === 0 && unused.length > 0
  if (!heading) return { notes, unused }
  const back = section.blocks.map(joined).join('\n\n')
  return { notes: [{ kind: 'basic', front: section.title, back, extra: '', line: section.line }], unused: [] }
}

/** Question, a line of one or two question marks (both ways), answer. */
function questionBlock(block: readonly NoteLine[]): FoundNote | null {
  const at = block.findIndex(({ text, code }) => !code && /^\?{1,2}$/.test(text.trim()))
  const first = block[0]
  if (at <= 0 || at === block.length - 1 || !first) return null
  const kind = block[at]?.text.trim() === '??' ? 'basic-reversed' : 'basic'
  return { kind, front: joined(block.slice(0, at)), back: joined(block.slice(at + 1)), extra: '', line: first.line }
}

/** Items of a list with what is nested in them; in other text each line with `::` and what follows it. */
function itemsOf(block: readonly NoteLine[], marked: boolean): NoteLine[][] {
  const items: NoteLine[][] = []
  const list = ITEM.test(block[0]?.text ?? '')
  const edge = ITEM.exec(block[0]?.text ?? '')?.[1]?.length ?? 0
  for (const line of block) {
    const depth = ITEM.exec(line.text)?.[1]?.length
    const begins = list ? depth !== undefined && depth <= edge : splitLine(line.text, marked) !== null
    const last = items.at(-1)
    if (last && (line.code || !begins)) last.push(line)
    else items.push([line])
  }
  return items
}

function addItem(item: readonly NoteLine[], marked: boolean, notes: FoundNote[], unused: NoteLine[]): void {
  const [first, ...rest] = item
  if (!first) return
  const own = first.text.replace(ITEM, '')
  const split = first.code ? null : splitLine(own, marked)
  if (split) {
    const more = outdented(rest)
    const back = [split.back, more].filter((text) => text !== '').join('\n\n')
    notes.push({ kind: split.both ? 'basic-reversed' : 'basic', front: split.front, back, extra: '', line: first.line })
    return
  }
  const gaps = withGaps([own, outdented(rest)].filter((text) => text !== '').join('\n'))
  if (gaps === null) unused.push(...item)
  else notes.push({ kind: 'cloze', front: gaps, back: '', extra: '', line: first.line })
}

function joined(lines: readonly NoteLine[]): string {
  return lines.map(({ text }) => text).join('\n')
}

/** Lines without the blanks that they all begin with, so that a nested list stays a list. */
function outdented(lines: readonly NoteLine[]): string {
  const filled = lines.filter(({ text }) => text.trim() !== '')
  const edge = Math.min(...filled.map(({ text }) => text.length - text.trimStart().length))
  return lines.map(({ text }) => text.slice(Number.isFinite(edge) ? edge : 0)).join('\n')
}
