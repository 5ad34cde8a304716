import type { NoteTypeChange, NoteTypeEffect } from '../../contract/procedures/editor.ts'
import { fail, type Result } from '../../core/result.ts'
import type { Collection } from '../../store/collection.ts'
import type { JobFailure, JobPulse } from '../protocol.ts'
import { changeNoteType, effectOfChange } from './change.ts'

/** Changes of a note type that many notes have. */
export type NoteTypeJob =
  | { readonly job: 'note-type'; readonly change: NoteTypeChange }
  | { readonly job: 'note-type-effect'; readonly change: NoteTypeChange }

export interface NoteTypeValues {
  'note-type': NoteTypeEffect & { undo: string }
  'note-type-effect': NoteTypeEffect
}

/** Does a change of a note type in the worker, or says what it would do. */
export function doNoteTypeJob(
  collection: Collection,
  { job, change }: NoteTypeJob,
  pulse: JobPulse,
): Result<NoteTypeValues[keyof NoteTypeValues], Exclude<JobFailure, { code: 'bug' }>> {
  const done =
    job === 'note-type' ? changeNoteType(collection, change, pulse) : effectOfChange(collection, change, pulse)
  if (done.ok) return done
  const { code, message } = done.error
  if (code === 'cancelled') return fail({ code: 'cancelled' })
  return fail({ code: 'refused', issues: [{ severity: 'error', code, message, where: {} }] })
}
