import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { ImportedNote } from '../imported-deck.ts'
import { createIssueLog } from '../issue-log.ts'
import { sourceText } from '../source-text.ts'
import { importedFrom, readEntry, unknownReferences, type OffsetProblem } from './entries.ts'
import { located } from './read.ts'
import { offsetOf, parseTree } from './tree.ts'

/** A note without its identity and place. */
export type NoteText = Omit<ImportedNote, 'guid' | 'deck' | 'where'>

const HEAD = { format: 'epoch-deck/1', id: 'note', deck: 'note' } as const

/**
 * Reads one note written as it would stand in a deck file, as `noteToYaml` writes it. An `id` or `guid` in it
 * is allowed and has no effect; references must be written out.
 */
export function readNoteText(text: string): Result<NoteText, Issue[]> {
  const source = sourceText('note', text)
  const log = createIssueLog('note')
  const { root, problems } = parseTree(source, 'YAML')
  for (const problem of problems) log.error(problem)
  if (problems.length > 0) return fail(log.list())
  const entry = readEntry(root, null, { id: 'note' })
  const more: readonly OffsetProblem[] =
    entry.note === null
      ? entry.problems
      : unknownReferences(entry.note, HEAD).map((item) => ({ ...item, offset: offsetOf(root, item.path) }))
  for (const problem of more) log.error(located(problem, source, null))
  if (entry.note === null || more.length > 0) return fail(log.list())
  const { guid: _guid, deck: _deck, where: _where, ...note } = importedFrom(entry.note, HEAD, {})
  return ok(note)
}
