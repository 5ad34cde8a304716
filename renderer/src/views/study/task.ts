import type { StudyKind } from './plans.ts'

/** What the dialog for a session is opened with. */
export interface StudyTask {
  readonly kind?: StudyKind
  readonly deckId?: number | null
  /** Begins with this search. */
  readonly search?: string
  /** Begins with this domain, objective or tag, as a term of the search language. */
  readonly subject?: string
}

/** Cards of a session unless another number is chosen; as in Anki. */
export const MOST_STUDIED_DEFAULT = 100
