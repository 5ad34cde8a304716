import type { NoteKind } from '../../contract/content/note-content.ts'
import type {
  BulkAct,
  BulkDone,
  DuplicateGroups,
  Replacement,
  ReplaceReport,
} from '../../contract/procedures/browse.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Collection } from '../../store/collection.ts'
import type { Moment } from '../cards/acts.ts'
import type { JobFailure, JobPulse } from '../protocol.ts'
import { findDuplicates } from './duplicates.ts'
import { applyBulk, type BulkProblem } from './index.ts'
import { previewReplace, replaceText } from './replace.ts'

/** Tags and kinds of the whole collection, for the list beside the cards. */
export interface Outline {
  readonly tags: { tag: string; notes: number }[]
  readonly kinds: { kind: NoteKind; notes: number }[]
}

/** Long work of the Browse view. */
export type BrowseJob =
  | { readonly job: 'bulk'; readonly act: BulkAct; readonly cardIds: readonly number[]; readonly moment: Moment }
  | { readonly job: 'replace-preview'; readonly what: Replacement }
  | { readonly job: 'replace'; readonly what: Replacement; readonly now: number }
  | { readonly job: 'duplicates'; readonly noteIds: readonly number[] | null; readonly field: string | null }
  | { readonly job: 'outline' }

export interface BrowseValues {
  bulk: BulkDone
  'replace-preview': ReplaceReport
  replace: BulkDone
  duplicates: DuplicateGroups
  outline: Outline
}

type Refusal = Exclude<JobFailure, { code: 'bug' }>

function asFailure<T>(result: Result<T, BulkProblem>): Result<T, Refusal> {
  if (result.ok) return result
  const { code, message } = result.error
  if (code === 'cancelled') return fail({ code: 'cancelled' })
  return fail({ code: 'refused', issues: [{ severity: 'error', code, message, where: {} }] })
}

/** Does a job of the Browse view in the worker. */
export function doBrowseJob(
  collection: Collection,
  request: BrowseJob,
  pulse: JobPulse,
): Result<BrowseValues[keyof BrowseValues], Refusal> {
  switch (request.job) {
    case 'bulk':
      return asFailure(applyBulk(collection, request.act, request.cardIds, request.moment, pulse))
    case 'replace-preview':
      return asFailure(previewReplace(collection, request.what, pulse))
    case 'replace':
      return asFailure(replaceText(collection, request.what, request.now, pulse))
    case 'duplicates':
      return asFailure(findDuplicates(collection, request.noteIds, request.field, pulse))
    case 'outline':
      return ok({
        tags: collection.search.tagCounts(),
        kinds: collection.search.kindCounts() as Outline['kinds'],
      })
  }
}
