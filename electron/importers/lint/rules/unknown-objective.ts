import type { Issue } from '../../../contract/errors.ts'
import { noteIssue, type Bank, type LintFile } from '../bank.ts'

/** An objective must be one of the deck's exam, or of any exam for decks that belong to none. */
export function unknownObjective(bank: Bank): Issue[] {
  return bank.files.flatMap((file) => {
    const known = objectivesOf(file)
    if (known.size === 0) return []
    return file.notes
      .filter((note) => note.objective !== null && !known.has(note.objective))
      .map((note) =>
        noteIssue(note, ['objective'], {
          code: 'unknown-objective',
          message: 'The exam has no objective with this number.',
          expected: `an objective of ${file.catalogue.blueprints.map((blueprint) => blueprint.code).join(' or ')}`,
          found: note.objective ?? '',
        }),
      )
  })
}

function objectivesOf({ exam, catalogue }: LintFile): Set<string> {
  const blueprints = exam ? [exam] : catalogue.blueprints
  const tasks = blueprints.flatMap((blueprint) => blueprint.domains.flatMap((domain) => domain.tasks))
  return new Set(tasks.flatMap((task) => task.objectives.map((objective) => objective.id)))
}
