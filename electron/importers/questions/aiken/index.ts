import type { Issue } from '../../../contract/errors.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import type { ImportOptions } from '../../import-options.ts'
import type { ImportedDeck } from '../../imported-deck.ts'
import { createIssueLog } from '../../issue-log.ts'
import { sourceText } from '../../source-text.ts'
import { cancelled, type Watch } from '../../watch.ts'
import { BARE_DRAFT, type DraftChoice, type DraftQuestion } from '../draft.ts'
import { createTextReader } from '../rich-text.ts'
import { createQuestionSink } from '../sink.ts'
import { aikenBlocks, type AikenBlock } from './blocks.ts'

/**
 * Imports Aiken: a question, options with letters, and a line `ANSWER:` with one letter or several. A question
 * that breaks the form is told with its line, and the others come in.
 */
export function importAiken(
  file: string,
  text: string,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  const source = sourceText(file, text)
  const log = createIssueLog(file)
  const sink = createQuestionSink({ file, format: 'aiken', deck: options.deck, log })
  const blocks = aikenBlocks(text)
  for (const [index, block] of blocks.entries()) {
    if (watch.signal?.aborted) return fail([cancelled(file)])
    if (index % 200 === 0) watch.onProgress?.({ stage: 'reading', done: index, total: blocks.length })
    const problem = blockProblem(block)
    if (problem) sink.refuse(source.lineAt(problem.line), problem.issue)
    else sink.take(draftOf(block, source.lineAt(block.line)))
  }
  return ok(sink.finish(null))
}

interface LineProblem {
  readonly line: number
  readonly issue: { code: string; message: string; expected: string; found: string }
}

function blockProblem(block: AikenBlock): LineProblem | null {
  const at = (line: number, code: string, message: string, expected: string, found: string): LineProblem => ({
    line,
    issue: { code, message, expected, found },
  })
  const letters = block.options.map(({ letter }) => letter)
  if (block.stem.length === 0) {
    return at(block.line, 'empty', 'The question has no text.', 'a line with the question', 'an option')
  }
  const repeated = block.options.find(({ letter }, index) => letters.indexOf(letter) < index)
  if (repeated) {
    const message = `Two options have the letter ${repeated.letter}.`
    return at(repeated.line, 'aiken-letter', message, 'a letter of its own for each option', repeated.letter)
  }
  if (block.answer === null) {
    const expected = 'a line such as ANSWER: B after the options'
    return at(block.line, 'no-key', 'The question has no answer line.', expected, 'none')
  }
  const unknown = block.answer.letters.find((letter) => !letters.includes(letter))
  if (unknown === undefined && block.answer.letters.length > 0) return null
  const message = unknown === undefined ? 'The answer line names no option.' : `There is no option ${unknown}.`
  return at(block.answer.line, 'no-key', message, `one of ${letters.join(', ')}`, unknown ?? 'none')
}

function draftOf(block: AikenBlock, where: DraftQuestion['where']): DraftQuestion {
  const text = createTextReader(() => null)
  const options = block.options.map((option): DraftChoice => ({
    text: text.line(option.text.join(' '), 'plain'),
    reason: '',
    correct: block.answer?.letters.includes(option.letter) ?? false,
  }))
  return {
    ...BARE_DRAFT,
    where,
    stem: text.block(block.stem.join(' '), 'plain'),
    explanation: text.block(block.feedback.join('\n'), 'plain'),
    body: { type: 'choice', options, several: null },
  }
}
