import type { NoteTypeDefinition } from '../contract/content/note-type.ts'
import type { NoteTypeChange, NoteTypeEffect } from '../contract/procedures/editor.ts'
import type { CardFace } from '../contract/procedures/review.ts'
import { NOTHING_ABOUT } from '../core/cards/template/about.ts'
import { checkNoteType } from '../core/cards/template/check-type.ts'
import { templateFace } from '../core/cards/template/face.ts'
import { templateOrdinals } from '../core/cards/template/ordinals.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { changeNoteType, effectOfChange } from '../jobs/note-type/change.ts'
import type { NoteTypeValues } from '../jobs/note-type/job.ts'
import type { JobFailure } from '../jobs/protocol.ts'
import { runJob } from '../jobs/run-job.ts'
import type { Watch } from './bulk.ts'
import { storeError, whenFree, write, type Context } from './context.ts'
import { conflict, invalid, notFound, type Served } from './service-error.ts'

/** Notes that are gone through at once; more are done in the worker. */
const MOST_HERE = 100

function checked(definition: NoteTypeDefinition): Served<NoteTypeDefinition> {
  const problems = checkNoteType(definition)
  if (problems.length === 0) return ok(definition)
  return invalid(
    problems.map(({ code, message, path, expected, found }) => {
      return { severity: 'error', code, message, expected, found, where: { field: path.join('.') } }
    }),
  )
}

/** A note type with the number of its notes. */
export function getNoteType({ collection }: Context, guid: string) {
  const type = collection.noteTypes.byGuid(guid)
  if (!type) return notFound('note type')
  return ok({ guid, name: type.name, definition: type.definition, notes: collection.noteTypes.noteCount(guid) })
}

/** Makes a note type of the person's own. */
export async function createNoteType(
  context: Context,
  name: string,
  definition: NoteTypeDefinition,
): Promise<Served<{ undo: string; guid: string }>> {
  const right = checked(definition)
  if (!right.ok) return right
  const undo = `New note type ${name}`
  const guid = crypto.randomUUID()
  const done = await write(context, undo, (writes) => ok(writes.noteTypes.create({ guid, name, definition })))
  return done.ok ? ok({ undo, guid }) : done
}

/** The faces of a note of a type that is being written. */
export function previewNoteType(
  definition: NoteTypeDefinition,
  fields: readonly string[],
): Served<{ faces: CardFace[] }> {
  const right = checked(definition)
  if (!right.ok) return right
  const type = { guid: 'preview', name: 'Preview', definition }
  const content = { kind: 'template' as const, noteType: type.guid, fields: [...fields] }
  const ordinals = templateOrdinals(definition, fields)
  return ok({ faces: ordinals.map((ordinal) => templateFace(content, ordinal, type, NOTHING_ABOUT)) })
}

type Outcome<T> = Result<T, Exclude<JobFailure, { code: 'bug' }>>

function answered<T>(done: Outcome<T>): Served<T> {
  if (done.ok) return done
  if (done.error.code === 'cancelled') return conflict('Cancelled. Nothing was changed.')
  const { code = '', message = '' } = done.error.issues[0] ?? {}
  return fail(storeError({ code, message }))
}

async function inWorker<N extends keyof NoteTypeValues>(
  context: Context,
  job: N,
  change: NoteTypeChange,
  watch: Watch,
): Promise<Served<NoteTypeValues[N]>> {
  const options = { worker: context.resources.worker, dataDir: context.dataDir, ...watch }
  const done: Outcome<NoteTypeValues[keyof NoteTypeValues]> =
    job === 'note-type'
      ? await runJob<'note-type'>({ job: 'note-type', change }, options)
      : await runJob<'note-type-effect'>({ job: 'note-type-effect', change }, options)
  return answered(done as Outcome<NoteTypeValues[N]>)
}

const isSmall = ({ collection }: Context, guid: string): boolean => collection.noteTypes.noteCount(guid) <= MOST_HERE

/** What a change would do to the notes and cards that there are. */
export async function noteTypeEffect(
  context: Context,
  change: NoteTypeChange,
  watch: Watch,
): Promise<Served<NoteTypeEffect>> {
  const right = checked(change.definition)
  if (!right.ok) return right
  if (!isSmall(context, change.guid)) return inWorker(context, 'note-type-effect', change, watch)
  const done = effectOfChange(context.collection, change)
  return done.ok ? done : fail(storeError(done.error))
}

/** Changes a note type with its notes and cards. */
export async function updateNoteType(
  context: Context,
  change: NoteTypeChange,
  watch: Watch,
): Promise<Served<NoteTypeEffect & { undo: string }>> {
  const right = checked(change.definition)
  if (!right.ok) return right
  const done: Served<NoteTypeEffect & { undo: string }> = isSmall(context, change.guid)
    ? await changedHere(context, change)
    : await inWorker(context, 'note-type', change, watch)
  if (done.ok) {
    context.collection.noteTypes.forget()
    context.events.emit({ type: 'changed' })
  }
  return done
}

async function changedHere(
  context: Context,
  change: NoteTypeChange,
): Promise<Served<NoteTypeEffect & { undo: string }>> {
  const done = await whenFree(context, () => changeNoteType(context.collection, change))
  return done.ok ? done : fail(storeError(done.error))
}

/** Deletes a note type that no note has. */
export async function removeNoteType(context: Context, guid: string): Promise<Served<{ undo: string }>> {
  const { noteTypes } = context.collection
  const type = noteTypes.byGuid(guid)
  if (!type) return notFound('note type')
  if (noteTypes.noteCount(guid) > 0) return conflict('There are notes of this type. Delete them first.')
  const undo = `Delete note type ${type.name}`
  const done = await write(context, undo, (writes) => {
    writes.noteTypes.remove([type.id])
    return ok(undefined)
  })
  return done.ok ? ok({ undo }) : done
}
