import type { Issue } from '../../../contract/errors.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import { readDelimited, type TextRecord } from '../../delimited.ts'
import type { ImportOptions } from '../../import-options.ts'
import type { ImportedDeck } from '../../imported-deck.ts'
import { createIssueLog } from '../../issue-log.ts'
import { quoteProblem } from '../../quote-problems.ts'
import { sourceText, type SourceText } from '../../source-text.ts'
import { cancelled, type Watch } from '../../watch.ts'
import { createMediaShelf, type MediaShelf } from '../media-shelf.ts'
import { createQuestionSink, type QuestionSink } from '../sink.ts'
import { blockDraft, type BrightspaceBlock } from './brightspace-block.ts'

const BEGIN = /^\s*"?NewQuestion"?\s*([,;\t])/im

/** Does a text hold blocks of records that begin with `NewQuestion`? */
export function looksLikeBrightspace(head: string): boolean {
  return BEGIN.test(head)
}

/** Imports the question file of Brightspace: a block of records for each question. */
export function importBrightspace(
  file: string,
  text: string,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  const source = sourceText(file, text)
  const log = createIssueLog(file)
  const sink = createQuestionSink({ file, format: 'brightspace-csv', deck: options.deck, log })
  const shelf = createMediaShelf()
  const blocks = readBlocks(text, options.separator ?? BEGIN.exec(text)?.[1] ?? ',', source, sink)
  for (const [index, block] of blocks.entries()) {
    if (watch.signal?.aborted) return fail([cancelled(file)])
    if (index % 500 === 0) watch.onProgress?.({ stage: 'reading', done: index, total: blocks.length })
    sink.take(blockDraft(block, source.lineAt(block.line), (path) => keep(path, options, shelf)))
  }
  return ok(sink.finish(shelf))
}

function keep(path: string, { readMedium }: ImportOptions, shelf: MediaShelf): string | null {
  const bytes = readMedium?.(path) ?? null
  return bytes ? shelf.keep(path, bytes) : shelf.miss(path)
}

function readBlocks(text: string, separator: string, source: SourceText, sink: QuestionSink): BrightspaceBlock[] {
  const blocks: BrightspaceBlock[] = []
  const take = ({ line, cells }: TextRecord) => {
    const [name = '', ...values] = cells.map((cell) => cell.trim())
    if (name.startsWith('//')) return
    if (/^newquestion$/i.test(name)) blocks.push({ line, type: (values[0] ?? '').toUpperCase(), records: [] })
    else blocks.at(-1)?.records.push({ name: name.toLowerCase(), values })
  }
  readDelimited(text, { separator }, take, (problem) => {
    const { where, ...issue } = quoteProblem(problem, source)
    sink.refuse(where, issue)
  })
  return blocks
}
