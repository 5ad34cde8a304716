import type { Steps } from '../core/steps.ts'
import type { Collection } from '../store/collection.ts'
import { inSlices } from './exam/slices.ts'

const IDS_AT_ONCE = 2_000

interface Known {
  readonly revision: number
  readonly notes: ReadonlyMap<string, readonly number[]>
}

const known = new WeakMap<Collection, Known>()

/** Ids of the study notes of each exam objective; read in portions, and kept until a note has changed. */
export async function objectiveNotes(collection: Collection): Promise<ReadonlyMap<string, readonly number[]>> {
  const revision = collection.revision()
  const before = known.get(collection)
  if (before?.revision === revision) return before.notes
  const notes = await inSlices(reading(collection))
  known.set(collection, { revision, notes })
  return notes
}

function* reading({ objectives }: Collection): Steps<Map<string, number[]>> {
  const notes = new Map<string, number[]>()
  const last = objectives.lastNote()
  for (let after = 0; after < last; after += IDS_AT_ONCE) {
    yield
    for (const { id, objective } of objectives.notesBetween(after, after + IDS_AT_ONCE)) {
      const own = notes.get(objective)
      if (own) own.push(id)
      else notes.set(objective, [id])
    }
  }
  return notes
}
