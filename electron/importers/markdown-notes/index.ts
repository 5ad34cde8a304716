import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { deckFromFile } from '../deck-path.ts'
import type { ImportOptions } from '../import-options.ts'
import type { ImportedDeck } from '../imported-deck.ts'
import { createIssueLog, type IssueLog } from '../issue-log.ts'
import { IMPORT_LIMITS } from '../limits.ts'
import { createNoteSink, type NoteSink } from '../note-sink.ts'
import { quoted, sourceText, type SourceText } from '../source-text.ts'
import { textContent } from '../text-note.ts'
import { cancelled, type Watch } from '../watch.ts'
import { findNotes, type FoundNote } from './cards.ts'
import { readFrontMatter } from './front-matter.ts'
import { takeTags } from './marks.ts'
import { readSections, type NoteLine } from './sections.ts'

/** Pictures of either form of link, and sounds that are embedded. */
const MEDIA = /!\[\[([^\]|\n]+)(?:\|[^\]\n]*)?\]\]|!\[[^\]\n]*\]\(\s*<?([^)>\s]+)/g

/**
 * Imports a file of notes in Markdown, as they are written in Obsidian and elsewhere: a heading and its text, lines
 * `question :: answer` (`:::` both ways), question and answer with a line `?` between them, and gaps as `==words==` or
 * `{{c1::words}}`. Text that is part of no note is told, never dropped in silence.
 */
export function importMarkdown(
  file: string,
  text: string,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  if (watch.signal?.aborted) return fail([cancelled(file)])
  const source = sourceText(file, text)
  const log = createIssueLog(file)
  const lines = text.split('\n')
  const head = readFrontMatter(lines)
  const sections = readSections(lines, head.end)
  const sink = createNoteSink(source, log, head.deck ?? options.deck ?? deckFromFile(file))
  const marked = /(?:^|\s)#flashcards?\b/.test(text) || head.tags.some((tag) => /^flashcards?\b/.test(tag))
  const deepest = Math.max(...sections.map(({ level }) => level))
  const unused: NoteLine[] = []
  const media = new Set<string>()
  for (const section of sections) {
    const title = section.level === 1 && deepest > 1 && section === sections.find(({ level }) => level > 0)
    const found = findNotes(section, marked, title)
    for (const note of found.notes) take(note, head.tags, sink, media)
    unused.push(...found.unused.filter((line) => takeTags(line.text).text !== ''))
    if (sink.notes.length + sink.bad() > IMPORT_LIMITS.notes) return fail([tooMany(file)])
  }
  tell(log, source, unused, media)
  if (sink.notes.length + sink.bad() === 0) log.warn({ code: 'no-notes', message: NO_NOTES, where: { file } })
  return ok({
    file,
    format: 'markdown',
    head: null,
    notes: sink.notes,
    bad: sink.bad(),
    onMatch: 'update',
    missingMedia: [...media],
    issues: log.list(),
  })
}

const NO_NOTES =
  'The file holds no notes. A note is a heading over its answer, a line such as “question :: answer”, or a text with ==gaps==.'

function take(note: FoundNote, fileTags: readonly string[], sink: NoteSink, media: Set<string>): void {
  const front = takeTags(note.front)
  const back = takeTags(note.back)
  for (const [, wiki, link] of `${front.text}\n${back.text}`.matchAll(MEDIA)) media.add(wiki ?? link ?? '')
  const made = textContent({ ...note, front: front.text.trim(), back: back.text.trim() })
  if ('problem' in made) return sink.refuse(note.line, made.problem)
  const own = [...front.tags, ...back.tags].filter((tag) => !/^flashcards?\b/.test(tag))
  const tags = [...new Set([...fileTags.filter((tag) => !/^flashcards?\b/.test(tag)), ...own])]
  sink.take(note.line, {
    content: made.content,
    tags,
    deck: '',
    guid: '',
    key: (deck) => ['markdown', deck, front.text.normalize()],
  })
}

function tell(log: IssueLog, source: SourceText, unused: readonly NoteLine[], media: ReadonlySet<string>): void {
  const [first] = unused
  if (first) {
    const lines = unused.length === 1 ? '1 line is' : `${unused.length} lines are`
    const message = `${lines} part of no note and ${unused.length === 1 ? 'stays' : 'stay'} out.`
    log.warn({ code: 'unused-text', message, where: source.lineAt(first.line), found: quoted(first.text) })
  }
  if (media.size > 0) {
    const message = 'Pictures and sounds are not part of a text file, so their names are shown instead.'
    log.warn({ code: 'missing-media', message, where: { file: source.file }, found: [...media].slice(0, 5).join(', ') })
  }
}

function tooMany(file: string): Issue {
  const expected = `at most ${IMPORT_LIMITS.notes} notes`
  const message = `The file holds more than ${IMPORT_LIMITS.notes} notes. Split it into several files.`
  return { severity: 'error', code: 'too-many-notes', message, where: { file }, expected }
}
