import { isMap, isSeq, type ParsedNode } from 'yaml'
import type { DeckFileHead } from '../../contract/content/deck-file.ts'
import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { cancelled, type Watch } from '../watch.ts'
import type { ImportOptions } from '../import-options.ts'
import { createIssueLog, type IssueLog } from '../issue-log.ts'
import { IMPORT_LIMITS } from '../limits.ts'
import { sourceText, type SourceText } from '../source-text.ts'
import {
  importedFrom,
  notePlace,
  readEntry,
  unknownReferences,
  type DeckEntry,
  type OffsetProblem,
  type WholeNote,
} from './entries.ts'
import type { ReadImage } from './drawings.ts'
import { readHead } from './head.ts'
import type { SchemaProblem } from './schema-problems.ts'
import { offsetOf, parseTree, type Language, type Path, type Tree } from './tree.ts'

/** A deck file that was read: its head, its good notes, and every problem. */
export interface DeckDocument {
  readonly head: DeckFileHead
  readonly entries: readonly DeckEntry[]
  /** How many notes have an error. */
  readonly bad: number
  readonly issues: readonly Issue[]
}

/**
 * Reads a deck file. A problem in one note does not hide the others; a problem of syntax or in the head
 * makes the file unreadable, and then the error holds all that was found. Drawings beside the file are read by
 * `options.readImage`.
 */
export function readDeck(
  file: string,
  text: string,
  language: Language,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<DeckDocument, Issue[]> {
  const source = sourceText(file, text)
  const log = createIssueLog(file)
  const { root, problems } = parseTree(source, language, watch)
  for (const problem of problems) log.error(problem)
  if (problems.length > 0) return fail(log.list())
  const head = readHead(root)
  for (const problem of head.problems) log.error(located(problem, source, null))
  const notes = noteTrees(root)
  if (head.head === null) return fail(log.list())
  if ('problem' in notes) {
    log.error(located(notes.problem, source, null))
    return fail(log.list())
  }
  const reader = createReader(source, head.head, log, options.readImage ?? null)
  const { trees } = notes
  for (const [index, tree] of trees.entries()) {
    if (index % 500 === 0) {
      if (watch.signal?.aborted) return fail([cancelled(file)])
      watch.onProgress?.({ stage: 'reading', done: index, total: trees.length })
    }
    reader.read(tree, index)
  }
  if (trees.length === 0) log.warn({ code: 'no-notes', message: 'The file holds no notes.', where: { file } })
  const { entries, bad } = reader
  return ok({ head: head.head, entries, bad: bad(), issues: log.list() })
}

function noteTrees(root: Tree): { trees: readonly Tree[] } | { problem: OffsetProblem } {
  const pair = isMap<ParsedNode, Tree>(root) ? root.items.find((item) => String(item.key) === 'notes') : undefined
  const offset = pair?.key.range[0] ?? 0
  const expected = 'a list of notes'
  const path = ['notes']
  const refuse = (code: string, message: string, found: string) => ({
    problem: { code, message, path, expected, found, offset },
  })
  if (!pair) return refuse('missing', '“notes” is missing.', 'nothing')
  if (!isSeq<Tree>(pair.value)) return refuse('type', '“notes” should be a list.', 'something else')
  const { items } = pair.value
  if (items.length <= IMPORT_LIMITS.notes) return { trees: items }
  const message = `The file holds more than ${IMPORT_LIMITS.notes} notes. Split it into several files.`
  return refuse('too-many-notes', message, `${items.length} notes`)
}

function createReader(source: SourceText, head: DeckFileHead, log: IssueLog, readImage: ReadImage | null) {
  const entries: DeckEntry[] = []
  const lines = new Map<string, number>()
  let bad = 0
  const refuse = (problems: readonly OffsetProblem[], number: number) => {
    bad += 1
    for (const problem of problems) log.error(located(problem, source, number))
  }
  return {
    entries,
    bad: () => bad,
    read(tree: Tree, index: number): void {
      const number = index + 1
      const { note, problems } = readEntry(tree, readImage)
      if (note === null) return refuse(problems, number)
      const place = (path: Path, onKey = false) => notePlace(source, offsetOf(tree, path, onKey), number, path)
      const where = place([])
      const more = [...unknownReferences(note, head), ...claim(lines, note, where.line ?? 0)]
      if (more.length > 0)
        return refuse(
          more.map((item) => ({ ...item, offset: offsetOf(tree, item.path) })),
          number,
        )
      entries.push({ imported: importedFrom(note, head, where), place })
    },
  }
}

/** Takes a note's id and guid, or says which line has them already. */
function claim(lines: Map<string, number>, note: WholeNote, line: number): SchemaProblem[] {
  const names = note.guid === undefined ? (['id'] as const) : (['id', 'guid'] as const)
  return names.flatMap((name) => {
    const found = note[name] ?? ''
    const first = lines.get(`${name} ${found}`)
    lines.set(`${name} ${found}`, first ?? line)
    if (first === undefined) return []
    const message = `“${found}” is also the ${name} of the note on line ${first}.`
    return { code: 'duplicate-id', message, path: [name], expected: `a ${name} of its own for each note`, found }
  })
}

/** A problem as an issue with its place in the file. */
export function located(problem: OffsetProblem, source: SourceText, note: number | null): Omit<Issue, 'severity'> {
  const { code, message, path, expected, found, offset } = problem
  return {
    code,
    message,
    where: notePlace(source, offset, note, path),
    ...(expected === undefined ? {} : { expected }),
    ...(found === undefined ? {} : { found }),
  }
}
