import type { Issue } from '../../../contract/errors.ts'
import { wholeExams, type Bank, type Rule } from '../bank.ts'
import { coverageOf } from '../coverage.ts'

/** Each objective of an exam has at least so many notes and so many questions. */
export function objectiveMinimum(notes: number, questions: number): Rule {
  return (bank: Bank): Issue[] => {
    const places = new Map(
      wholeExams(bank).map(({ blueprint, catalogue }) => [blueprint.id, catalogue.place(blueprint.id, 'blueprint')]),
    )
    return coverageOf(bank).flatMap(({ blueprint, objectives }) =>
      objectives.flatMap((row) => {
        const where = places.get(blueprint) ?? {}
        const tell = (what: string, least: number, count: number): Issue[] =>
          count >= least
            ? []
            : [
                {
                  severity: 'error',
                  code: 'objective-short',
                  message: `Objective ${row.objective} has too few ${what}.`,
                  where,
                  expected: `at least ${least} ${what}`,
                  found: String(count),
                },
              ]
        return [...tell('notes', notes, row.notes), ...tell('questions', questions, row.questions)]
      }),
    )
  }
}
