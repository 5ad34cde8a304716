import type { Issue } from '../../../contract/errors.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import type { ImportOptions } from '../../import-options.ts'
import type { ImportedDeck } from '../../imported-deck.ts'
import { createIssueLog } from '../../issue-log.ts'
import { cancelled, type Watch } from '../../watch.ts'
import { attribute, elements, textAt, type XmlDocument } from '../../xml/index.ts'
import { categoryLevels } from '../category.ts'
import { createMediaShelf } from '../media-shelf.ts'
import { createQuestionSink } from '../sink.ts'
import { boilerplateOf, readQuestion } from './question.ts'

/**
 * Imports Moodle XML (`<quiz>`): choices, true or false, matching, ordering and short answers, with the files that
 * stand in it. Every other kind is told with its place.
 */
export function importMoodleXml(
  file: string,
  { root, source }: XmlDocument,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  const log = createIssueLog(file)
  const sink = createQuestionSink({ file, format: 'moodle-xml', deck: options.deck, log })
  const shelf = createMediaShelf()
  const questions = elements(root, 'question')
  const boilerplate = boilerplateOf(questions)
  let category: readonly string[] = []
  for (const [index, question] of questions.entries()) {
    if (watch.signal?.aborted) return fail([cancelled(file)])
    if (index % 200 === 0) watch.onProgress?.({ stage: 'reading', done: index, total: questions.length })
    if (attribute(question, 'type') === 'category') {
      category = categoryLevels(textAt(question, 'category', 'text') || textAt(question, 'category'))
      continue
    }
    const where = source.at(question.offset)
    const draft = readQuestion(question, where, category, shelf, boilerplate)
    if (draft) sink.take(draft)
    else {
      const message = 'This is a description, which asks nothing, and stays out.'
      log.warn({ code: 'not-a-question', message, where })
    }
  }
  return ok(sink.finish(shelf))
}
