import { isExamKind } from '../../../../electron/contract/content/note-content.ts'
import type { Issue } from '../../../../electron/contract/errors.ts'
import type { ImportPreview, ImportReport } from '../../../../electron/contract/procedures/collection.ts'
import type { Progress } from '../../../../electron/contract/shapes.ts'
import { sentence, type Failure } from '../../client/attempt.ts'

/** What is under way with the file in view; `rest` when there is none. */
export type Stage =
  | { readonly at: 'rest' }
  | { readonly at: 'reading'; readonly file: File }
  | { readonly at: 'refused'; readonly file: File; readonly issues: readonly Issue[] }
  | { readonly at: 'preview'; readonly file: File; readonly preview: ImportPreview }
  | { readonly at: 'running'; readonly file: File; readonly preview: ImportPreview; readonly progress: Progress }

export const REST: Stage = { at: 'rest' }

/** The stage of a file that the host has refused; a refusal without issues speaks for itself. */
export function refusedFile(file: File, failure: Failure): Stage {
  const own: Issue = { severity: 'error', code: failure.code, message: sentence(failure), where: { file: file.name } }
  return { at: 'refused', file, issues: failure.issues.length > 0 ? failure.issues : [own] }
}

/** A file that was brought in since the view was opened. */
export interface Outcome {
  readonly report: ImportReport
  /** How many of its notes are exam questions, which wait for a mock exam, and how many come up in reviews. */
  readonly questions: number
  readonly studied: number
  readonly undone: boolean
  /** What the file held, for an Anki package. */
  readonly contents: NonNullable<ImportPreview['package']> | null
}

export function outcomeOf(report: ImportReport, { kinds, package: contents }: ImportPreview): Outcome {
  const all = kinds.reduce((sum, { notes }) => sum + notes, 0)
  const questions = kinds.filter(({ kind }) => isExamKind(kind)).reduce((sum, { notes }) => sum + notes, 0)
  return { report, questions, studied: all - questions, undone: false, contents: contents ?? null }
}
