import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { deckFromFile } from '../deck-path.ts'
import { plainToMarkdown } from '../html/markdown.ts'
import type { ImportOptions } from '../import-options.ts'
import type { ImportedDeck } from '../imported-deck.ts'
import { createIssueLog } from '../issue-log.ts'
import { IMPORT_LIMITS } from '../limits.ts'
import { createNoteSink } from '../note-sink.ts'
import { sourceText } from '../source-text.ts'
import { tableTooLarge } from '../table-limits.ts'
import { textContent } from '../text-note.ts'
import { cancelled, type Watch } from '../watch.ts'

const MARK = /^([QA]):[ \t]?(.*)$/

interface Pair {
  readonly line: number
  readonly question: string[]
  readonly answer: string[]
}

/** Is this SuperMemo's text of questions and answers: do its first two marks say so, and is it most of the text? */
export function looksLikeQuestionAnswer(text: string): boolean {
  const lines = text
    .slice(0, 64 * 1024)
    .split('\n')
    .filter((line) => line.trim() !== '')
  return /^Q:/.test(lines[0]?.trimStart() ?? '') && lines.some((line) => /^A:/.test(line))
}

/**
 * Imports SuperMemo's text of questions and answers: lines that begin with `Q:` and `A:`. A mark may be repeated for
 * each line, lines without a mark belong to the one before, and a question after an answer begins the next note.
 */
export function importQuestionAnswer(
  file: string,
  text: string,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  if (watch.signal?.aborted) return fail([cancelled(file)])
  const source = sourceText(file, text)
  const log = createIssueLog(file)
  const pairs = readPairs(text)
  const tooLarge = tableTooLarge(file, Math.min(pairs.length, IMPORT_LIMITS.notes + 1), 2)
  if (tooLarge) return fail([tooLarge])
  const sink = createNoteSink(source, log, options.deck ?? deckFromFile(file))
  for (const { line, question, answer } of pairs) {
    const front = question.join('\n').trim()
    const made = textContent({
      kind: 'basic',
      front: plainToMarkdown(front).markdown,
      back: plainToMarkdown(answer.join('\n').trim()).markdown,
      extra: '',
    })
    if ('problem' in made) sink.refuse(line, made.problem)
    else {
      const key = (deck: string) => ['supermemo', deck, front.normalize()]
      sink.take(line, { content: made.content, tags: [], deck: '', guid: '', key })
    }
  }
  if (pairs.length === 0) log.warn({ code: 'no-notes', message: 'The file holds no notes.', where: { file } })
  return ok({
    file,
    format: 'supermemo-text',
    head: null,
    notes: sink.notes,
    bad: sink.bad(),
    onMatch: 'update',
    missingMedia: [],
    issues: log.list(),
  })
}

function readPairs(text: string): Pair[] {
  const pairs: Pair[] = []
  let part: 'question' | 'answer' = 'answer'
  for (const [index, raw] of text.split('\n').entries()) {
    const marked = MARK.exec(raw.trimStart())
    if (marked?.[1] === 'Q' && part === 'answer') pairs.push({ line: index + 1, question: [], answer: [] })
    if (marked) part = marked[1] === 'Q' ? 'question' : 'answer'
    pairs.at(-1)?.[part].push(marked ? (marked[2] ?? '') : raw)
  }
  return pairs
}
