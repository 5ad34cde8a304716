import { mediaInContent } from '../importers/media-in-content.ts'
import type { Collection } from '../store/collection.ts'
import type { ImportSurvey } from './survey.ts'

/** A medium of a file that is looked at, for its preview. */
export interface SampleMedium {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What a look at a file gives: the preview, and the media that its sample cards show. */
export interface Surveyed {
  readonly survey: ImportSurvey
  readonly media: readonly SampleMedium[]
}

/** A medium of the file, read when it is asked for; null for one that cannot be read or is larger than `most` bytes. */
export interface OfferedMedium {
  readonly name: string
  readonly read: (most: number) => Promise<Uint8Array | null>
}

/** Files and bytes that are held for a preview; what is more shows as missing there, and comes in all the same. */
const MOST_FILES = 40
const MOST_BYTES = 16 * 1024 * 1024

/**
 * The media that sample cards name and that are not in the collection yet.
 * @param offered the file's media
 */
export async function sampleMedia(
  collection: Collection,
  samples: ImportSurvey['samples'],
  offered: Iterable<OfferedMedium>,
): Promise<SampleMedium[]> {
  const wanted = mediaInContent(samples)
  const media: SampleMedium[] = []
  let held = 0
  for (const { name, read } of offered) {
    if (!wanted.has(name) || collection.media.get(name) !== undefined) continue
    const bytes = await read(MOST_BYTES - held)
    if (bytes === null || held + bytes.byteLength > MOST_BYTES) continue
    held += bytes.byteLength
    // Bytes that were not packed are a view of the whole file, which would go to the other thread with them.
    media.push({ name, bytes: Uint8Array.from(bytes) })
    if (media.length >= MOST_FILES) break
  }
  return media
}
