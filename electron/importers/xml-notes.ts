import type { Issue } from '../contract/errors.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { deckFromFile } from './deck-path.ts'
import { htmlToMarkdown } from './html/markdown.ts'
import type { ImportOptions } from './import-options.ts'
import type { ImportedDeck, TextNotesFormat } from './imported-deck.ts'
import { createIssueLog } from './issue-log.ts'
import { IMPORT_LIMITS } from './limits.ts'
import { createNoteSink } from './note-sink.ts'
import type { SourceText } from './source-text.ts'
import { tableTooLarge } from './table-limits.ts'
import { textContent, type NoteTexts } from './text-note.ts'
import { cancelled, type Watch } from './watch.ts'

/** A note of another program, as its XML has it; texts are HTML. */
export interface XmlNote {
  readonly kind: NoteTexts['kind']
  readonly front: string
  readonly back: string
  readonly tags: readonly string[]
  /** Empty: the deck of the file. */
  readonly deck: string
  /** What the program knows it by; empty for none. */
  readonly id: string
  /** Where it begins in the file (UTF-16 units from 0). */
  readonly offset: number
}

export interface XmlNotes {
  readonly format: TextNotesFormat
  readonly notes: readonly XmlNote[]
  /** What the program keeps of each note and a note here has not, in words that follow "without"; empty for nothing. */
  readonly lost: string
}

/** Turns notes of another program into notes of this one, each with its place; formulas of LaTeX become KaTeX's. */
export function importXmlNotes(
  file: string,
  source: SourceText,
  { format, notes, lost }: XmlNotes,
  options: ImportOptions,
  watch: Watch,
): Result<ImportedDeck, Issue[]> {
  const log = createIssueLog(file)
  const tooLarge = tableTooLarge(file, Math.min(notes.length, IMPORT_LIMITS.notes + 1), 2)
  if (tooLarge) return fail([tooLarge])
  const root = options.deck ?? deckFromFile(file)
  const sink = createNoteSink(source, log, root)
  const media = new Set<string>()
  for (const [index, note] of notes.entries()) {
    if (index % 1000 === 0 && watch.signal?.aborted) return fail([cancelled(file)])
    const { line } = source.at(note.offset)
    const markdown = (html: string) => {
      const made = htmlToMarkdown(withFormulas(html))
      for (const name of made.media) media.add(name)
      return made.markdown
    }
    const made = textContent({ kind: note.kind, front: markdown(note.front), back: markdown(note.back), extra: '' })
    if ('problem' in made) sink.refuse(line, made.problem)
    else {
      const key = (deck: string) => [format, ...(note.id === '' ? [deck, note.front.normalize()] : [note.id])]
      const deck = note.deck === '' ? '' : `${root}::${note.deck}`
      sink.take(line, { content: made.content, tags: note.tags, deck, guid: '', key })
    }
  }
  if (notes.length === 0) log.warn({ code: 'no-notes', message: 'The file holds no notes.', where: { file } })
  else if (lost !== '') log.warn({ code: 'not-carried', message: `Notes come in without ${lost}.`, where: { file } })
  if (media.size > 0) {
    const message = 'Pictures and sounds are not taken from this file, so their names are shown instead.'
    log.warn({ code: 'missing-media', message, where: { file }, found: [...media].slice(0, 5).join(', ') })
  }
  return ok({
    file,
    format,
    head: null,
    notes: sink.notes,
    bad: sink.bad(),
    onMatch: 'update',
    missingMedia: [...media],
    issues: log.list(),
  })
}

/** LaTeX in tags of its own, as Mnemosyne and others write it, in the delimiters that are read here. */
function withFormulas(html: string): string {
  return html
    .replace(/<\$>([^]*?)<\/\$>/g, '\\($1\\)')
    .replace(/<\$\$>([^]*?)<\/\$\$>/g, '\\[$1\\]')
    .replace(/<latex>([^]*?)<\/latex>/gi, '\\($1\\)')
    .replaceAll('\n', '<br>')
}
