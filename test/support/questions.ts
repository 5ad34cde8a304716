import fc from 'fast-check'
import type { ContentOf, ExamKind } from '../../electron/contract/content/note-content.ts'
import type { ExportedNote } from '../../electron/exporters/question-bank.ts'

/** Texts that formats could trip over. */
export interface TextChoice {
  /** Several lines. */
  readonly block: fc.Arbitrary<string>
  /** One line. */
  readonly line: fc.Arbitrary<string>
}

type Question = ContentOf<ExamKind>

/** Content of the exam kinds that keeps the rules: what differs must differ, keys are right. */
export function questionContent({ block, line }: TextChoice): fc.Arbitrary<Question> {
  const reason = fc.option(block, { nil: undefined })
  const base = {
    stem: block,
    explanation: fc.option(block, { nil: undefined }),
    difficulty: fc.constantFrom(undefined, 1, 2, 3),
  }
  const items = (min: number) => fc.array(fc.record({ text: line, reason }), { minLength: min, maxLength: 5 })
  const choices = (right: number) =>
    items(right + 1).map((all) =>
      numbered(all).map((one, index) => ({ ...one, ...(index < right ? { correct: true } : {}) })),
    )
  const unused = (from: number) =>
    fc.option(
      items(1).map((all) => numbered(all, from)),
      { nil: undefined },
    )
  return fc
    .oneof(
      fc.record({ kind: fc.constant('multiple-choice' as const), ...base, options: choices(1) }),
      fc.record({ kind: fc.constant('multiple-response' as const), ...base, options: choices(2) }),
      fc.record({
        kind: fc.constant('ordering' as const),
        ...base,
        items: items(2).map((all) => numbered(all)),
        unused: unused(10),
      }),
      fc
        .record({ kind: fc.constant('matching' as const), ...base, pairs: items(2), unused: unused(10) })
        .map((question) => ({
          ...question,
          pairs: numbered(question.pairs).map(({ text, reason: why }, index) => ({
            prompt: `p${index} ${text}`,
            response: text,
            ...(why === undefined ? {} : { reason: why }),
          })),
        })),
    )
    .map(withoutUndefined)
}

/** A number before each text, so that no two are the same. */
function numbered<T extends { text: string }>(all: readonly T[], from = 0): T[] {
  return all.map((one, index) => ({ ...one, text: `${String.fromCharCode(97 + from + index)}${one.text}`.trim() }))
}

function withoutUndefined<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/** A note that goes out. */
export function questionNote(content: fc.Arbitrary<Question>): fc.Arbitrary<ExportedNote> {
  const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ()./,'é-]{0,20}$/).map((text) => text.trim())
  return fc.record({
    guid: fc.oneof(fc.stringMatching(/^[a-z0-9/-]{1,60}$/), fc.stringMatching(/^[!-~]{1,40}$/)),
    content,
    deck: fc.array(name, { minLength: 1, maxLength: 3 }).map((levels) => levels.join('::')),
    tags: fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9\][:_-]{0,12}$/), { maxLength: 3 }),
    objective: fc.constantFrom(null, '1.1.1', '10.2.30'),
    beyond: fc.constant(null),
    covers: fc.constant([]),
    services: fc.constant([]),
    references: fc.constant([]),
    verifiedOn: fc.constant(null),
  })
}
