import type { Blueprint, Service } from '../../contract/content/catalogue.ts'
import type { DeckFileHead } from '../../contract/content/deck-file.ts'
import type { Issue, Place } from '../../contract/errors.ts'
import type { Fact } from '../catalogue.ts'
import type { ImportedNote } from '../imported-deck.ts'

/** A note with what a rule needs to judge it. */
export interface LintNote extends ImportedNote {
  readonly deckFile: LintFile
  /** Where a field of the note stands. */
  readonly place: (path: readonly (string | number)[], onKey?: boolean) => Place
}

/** A deck file that could be read. */
export interface LintFile {
  readonly file: string
  readonly head: DeckFileHead
  readonly catalogue: LintCatalogue
  /** The exam to which the deck belongs: the one whose id its own id starts with. */
  readonly exam: Blueprint | null
  readonly notes: LintNote[]
}

/** What the decks refer to; one for all files below one decks folder. */
export interface LintCatalogue {
  readonly blueprints: readonly Blueprint[]
  readonly services: ReadonlyMap<string, Service>
  readonly facts: readonly Fact[]
  /** Ids of exams all of whose decks are looked at, so that what is missing can be told. */
  readonly complete: ReadonlySet<string>
  /** Path of an exam's blueprint and facts, for problems of an exam as a whole. */
  readonly place: (exam: string, kind: 'blueprint' | 'facts') => Place
}

/** Everything that is looked at together. */
export interface Bank {
  readonly files: readonly LintFile[]
  readonly notes: readonly LintNote[]
  readonly catalogues: readonly LintCatalogue[]
}

/** Finds one sort of problem; a file of its own in `rules/`. */
export type Rule = (bank: Bank) => Issue[]

/** A problem of a note at one of its fields. */
export function noteIssue(
  note: LintNote,
  path: readonly (string | number)[],
  problem: Pick<Issue, 'code' | 'message'> & Partial<Issue>,
): Issue {
  return { severity: 'error', where: note.place(path), ...problem }
}

/** The decks of an exam that is looked at as a whole. */
export interface WholeExam {
  readonly blueprint: Blueprint
  readonly catalogue: LintCatalogue
  readonly notes: readonly LintNote[]
}

/** The exams of which all decks are looked at. */
export function wholeExams(bank: Bank): WholeExam[] {
  return bank.catalogues.flatMap((catalogue) =>
    catalogue.blueprints
      .filter((blueprint) => catalogue.complete.has(blueprint.id))
      .map((blueprint) => ({
        blueprint,
        catalogue,
        notes: bank.notes.filter(
          ({ deckFile }) => deckFile.catalogue === catalogue && deckFile.exam?.id === blueprint.id,
        ),
      })),
  )
}
