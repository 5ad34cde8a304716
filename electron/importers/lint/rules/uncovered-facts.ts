import type { Issue } from '../../../contract/errors.ts'
import { wholeExams, type Bank } from '../bank.ts'

/** Every fact that an exam's decks must teach is named in `covers` by at least one note. */
export function uncoveredFacts(bank: Bank): Issue[] {
  return wholeExams(bank).flatMap(({ blueprint, catalogue, notes }) => {
    const covered = new Set(notes.flatMap((note) => note.covers))
    return catalogue.facts
      .filter((fact) => !covered.has(fact.id))
      .map((fact) => ({
        severity: 'error' as const,
        code: 'uncovered-fact',
        message: `No note teaches the fact ${fact.id}: ${fact.fact}`,
        where: catalogue.place(blueprint.id, 'facts'),
        expected: `a note with covers: [${fact.id}]`,
        found: 'none',
      }))
  })
}
