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

/** Files and bytes that are held for a preview; what is more shows as missing there, and comes in all the same. */
const MOST_FILES = 40
const MOST_BYTES = 16 * 1024 * 1024

/**
 * The media that sample cards name and that are not in the collection yet.
 * @param offered names of the file's media with their bytes, read when they are asked for; null for what cannot be read
 */
export async function sampleMedia(
  collection: Collection,
  samples: ImportSurvey['samples'],
  offered: Iterable<{ readonly name: string; readonly read: () => Promise<Uint8Array | null> }>,
): Promise<SampleMedium[]> {
  const wanted = mediaInContent(samples)
  const media: SampleMedium[] = []
  let held = 0
  for (const { name, read } of offered) {
    if (!wanted.has(name) || collection.media.get(name) !== undefined) continue
    const bytes = await read()
    if (bytes === null || held + bytes.byteLength > MOST_BYTES) continue
    held += bytes.byteLength
    media.push({ name, bytes })
    if (media.length >= MOST_FILES) break
  }
  return media
}
