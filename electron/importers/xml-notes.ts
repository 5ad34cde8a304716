import type { Issue } from '../contract/errors.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { deckFromFile } from './deck-path.ts'
import { htmlToMarkdown } from './html/markdown.ts'
import type { ImportOptions } from './import-options.ts'
import type { ImportedDeck, ImportedSchedule, TextNotesFormat } from './imported-deck.ts'
import { createIssueLog, type IssueLog } from './issue-log.ts'
import { IMPORT_LIMITS } from './limits.ts'
import { createNoteSink } from './note-sink.ts'
import type { MediaShelf } from './questions/media-shelf.ts'
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
  /** Where it begins in the file (UTF-16 units from 0); null in files without lines. */
  readonly offset: number | null
  readonly schedule?: ImportedSchedule
}

export interface XmlNotes {
  readonly format: TextNotesFormat
  readonly notes: readonly XmlNote[]
  /** What the program keeps of each note and a note here has not, in words that follow "without"; empty for nothing. */
  readonly lost: string
  /** The media that came along; without it their names are shown instead. */
  readonly media?: {
    readonly shelf: MediaShelf
    /** Keeps what a text shows; its name, or null when it is not there. */
    readonly find: (source: string) => string | null
  }
}

/**
 * Turns notes of another program into notes of this one, each with its place; formulas of LaTeX become KaTeX's.
 * @param source the file's text; null when it has no lines
 */
export function importXmlNotes(
  file: string,
  source: SourceText | null,
  { format, notes, lost, media: carried }: XmlNotes,
  options: ImportOptions,
  watch: Watch,
): Result<ImportedDeck, Issue[]> {
  const log = createIssueLog(file)
  const tooLarge = tableTooLarge(file, Math.min(notes.length, IMPORT_LIMITS.notes + 1), 2)
  if (tooLarge) return fail([tooLarge])
  const root = options.deck ?? deckFromFile(file)
  const sink = createNoteSink(source ?? file, log, root)
  const media = new Set<string>()
  // A collection and its XML hold the same items under the same ids.
  const program = format === 'mnemosyne-mem' ? 'mnemosyne-xml' : format
  for (const [index, note] of notes.entries()) {
    if (index % 1000 === 0 && watch.signal?.aborted) return fail([cancelled(file)])
    const line = source === null || note.offset === null ? null : source.at(note.offset).line
    const markdown = (html: string) => {
      const made = htmlToMarkdown(withFormulas(html), carried ? { medium: carried.find } : {})
      for (const name of made.media) media.add(name)
      return made.markdown
    }
    const made = textContent({ kind: note.kind, front: markdown(note.front), back: markdown(note.back), extra: '' })
    if ('problem' in made) sink.refuse(line, made.problem)
    else {
      const key = (deck: string) => [program, ...(note.id === '' ? [deck, note.front.normalize()] : [note.id])]
      const deck = note.deck === '' ? '' : `${root}::${note.deck}`
      sink.take(line, { content: made.content, tags: note.tags, deck, guid: '', key, schedule: note.schedule })
    }
  }
  if (notes.length === 0) log.warn({ code: 'no-notes', message: 'The file holds no notes.', where: { file } })
  else if (lost !== '') log.warn({ code: 'not-carried', message: `Notes come in without ${lost}.`, where: { file } })
  tellOfMedia(file, [...media], carried?.shelf, log)
  return ok({
    file,
    format,
    head: null,
    notes: sink.notes,
    bad: sink.bad(),
    onMatch: 'update',
    missingMedia: [...media],
    ...(carried ? { media: carried.shelf.media } : {}),
    issues: log.list(),
  })
}

function tellOfMedia(file: string, missing: readonly string[], shelf: MediaShelf | undefined, log: IssueLog): void {
  if (missing.length > 0) {
    const message = shelf
      ? 'Some pictures or sounds are not in the file, so their names are shown instead. Nothing is fetched.'
      : 'Pictures and sounds are not in this file, so their names are shown instead.'
    log.warn({ code: 'missing-media', message, where: { file }, found: missing.slice(0, 5).join(', ') })
  }
  for (const why of shelf?.refused ?? []) {
    log.warn({ code: 'media-left-out', message: `A picture or sound stays out: ${why}.`, where: { file } })
  }
}

/** LaTeX in tags of its own, as Mnemosyne and others write it, in the delimiters that are read here. */
function withFormulas(html: string): string {
  return closed(html)
    .replace(/<\$>([^]*?)<\/\$>/g, '\\($1\\)')
    .replace(/<\$\$>([^]*?)<\/\$\$>/g, '\\[$1\\]')
    .replace(/<latex>([^]*?)<\/latex>/gi, '\\($1\\)')
    .replaceAll('\n', '<br>')
}

/** Mnemosyne never closes a sound or film, so that the rest of the text would count as part of it. */
function closed(html: string): string {
  return ['audio', 'video'].reduce(
    (text, name) =>
      text.includes(`</${name}`) ? text : text.replace(new RegExp(`<(${name})\\b[^>]*>`, 'gi'), '$&</$1>'),
    html,
  )
}
