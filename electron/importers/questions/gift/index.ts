import type { Issue } from '../../../contract/errors.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import type { ImportOptions } from '../../import-options.ts'
import type { ImportedDeck } from '../../imported-deck.ts'
import { createIssueLog } from '../../issue-log.ts'
import { quoted, sourceText } from '../../source-text.ts'
import { cancelled, type Watch } from '../../watch.ts'
import { createMediaShelf } from '../media-shelf.ts'
import { createQuestionSink } from '../sink.ts'
import { giftBlocks } from './blocks.ts'
import { showEscapes } from './escapes.ts'
import { formatOf } from './parts.ts'
import { readBlock } from './question.ts'

/** Does a text look like GIFT: braces with answers, titles between colons, or categories? */
export function looksLikeGift(head: string): boolean {
  return (
    /^\s*\$CATEGORY:/m.test(head) ||
    (/^\s*::(?:[^:\n]|:(?!:))+::/m.test(head) && head.includes('{')) ||
    /[^\\{^_]\{\s*(?:(?:T|F|TRUE|FALSE)\s*(?:#|\}\s*$)|[=~][^}=~]|#\s*[-\d=]|>\d)/m.test(head)
  )
}

/**
 * Imports GIFT, with Moodle's leniency and its form for ordering. A question that can't be read is told with its
 * line, and the others come in.
 */
export function importGift(
  file: string,
  text: string,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  const source = sourceText(file, text)
  const log = createIssueLog(file)
  const sink = createQuestionSink({ file, format: 'gift', deck: options.deck, log })
  const shelf = createMediaShelf()
  const medium = (address: string) => (address.startsWith('data:') ? shelf.keepData(address) : shelf.miss(address))
  const blocks = giftBlocks(text)
  let category: readonly string[] = []
  for (const [index, block] of blocks.entries()) {
    if (watch.signal?.aborted) return fail([cancelled(file)])
    if (index % 200 === 0) watch.onProgress?.({ stage: 'reading', done: index, total: blocks.length })
    const where = source.lineAt(block.line)
    const read = readBlock(block, where, category, medium)
    if (!read.ok) sink.refuse(where, read.error)
    else if (read.value.type === 'category') category = read.value.levels
    else if (read.value.type === 'question') sink.take(read.value.draft)
    else {
      const message = 'This text has no answers, so it is no question and stays out.'
      log.warn({ code: 'not-a-question', message, where, found: quoted(asWritten(block.text)) })
    }
  }
  return ok(sink.finish(shelf))
}

/** A text of the file without its title and format, as a person reads it. */
function asWritten(text: string): string {
  return showEscapes(formatOf(text.replace(/^\s*::(?:[^:]|:(?!:))*::/, '')).text).trim()
}
