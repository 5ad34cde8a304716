import { fail, ok, type Result } from '../core/result.ts'
import type { ImportedMedia } from '../importers/imported-deck.ts'
import { hasFile, hashOf, putFile, removeFile } from '../media/store.ts'
import type { Collection, Writes } from '../store/collection.ts'
import type { JobPulse } from './protocol.ts'

/** Media of a question bank whose files are in the folder, and that no row names yet. */
export interface KeptMedia {
  /** Names the files in the collection. */
  write(writes: Writes): void
  /** Removes the files that were new, unless someone else has named them meanwhile. */
  takeBack(): void
}

/**
 * Puts the media of a bank away, each durably, before any of its notes is in the collection. Their names hold a
 * part of their hash, so that they never stand in the way of others.
 * @returns 'cancelled' with nothing left behind
 */
export function keepMedia(
  collection: Collection,
  media: readonly ImportedMedia[],
  pulse: JobPulse,
): Result<KeptMedia, 'cancelled'> {
  const files: { name: string; hash: string; size: number }[] = []
  const fresh: string[] = []
  const takeBack = (): void => {
    for (const hash of fresh) if (collection.media.byHash(hash).length === 0) removeFile(collection.dataDir, hash)
  }
  try {
    for (const [index, { name, bytes }] of media.entries()) {
      pulse.progress('Copying media', index, media.length)
      if (pulse.cancelled()) {
        takeBack()
        return fail('cancelled')
      }
      if (!hasFile(collection.dataDir, hashOf(bytes))) fresh.push(hashOf(bytes))
      files.push({ name, ...putFile(collection.dataDir, bytes) })
    }
  } catch (error) {
    takeBack()
    throw error
  }
  const write = (writes: Writes): void => {
    for (const file of files) writes.media.bring(file)
  }
  return ok({ write, takeBack })
}
