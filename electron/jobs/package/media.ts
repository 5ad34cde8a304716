import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { nameBeside, type AnkiMedia, type AnkiPackage } from '../../importers/anki-package/index.ts'
import { mayNameMedia, mediaNames, renameMedia } from '../../importers/anki-package/media-refs.ts'
import { putFiles, type PutFile } from '../../media/put-files.ts'
import { hashOf, removeFile } from '../../media/store.ts'
import type { Collection, Writes } from '../../store/collection.ts'
import type { JobPulse } from '../protocol.ts'
import type { OfferedMedium } from '../sample-media.ts'

/** Files that are written at once, and about how many bytes of them are held. */
const FILES_AT_ONCE = 48
const BYTES_AT_ONCE = 16 * 1024 * 1024
/** Names of missing media that are listed. */
const MISSING_LISTED = 100

interface KeptFile {
  readonly name: string
  readonly hash: string
  readonly size: number
}

/** The media of a package on their way in: what they are called here, and what is missing. */
export class PackageMedia {
  readonly #source: AnkiPackage
  readonly #collection: Collection
  readonly #names: ReadonlySet<string>
  readonly #renames = new Map<string, string>()
  readonly #files: KeptFile[] = []
  readonly #fresh: string[] = []
  readonly #missing = new Map<string, number>()
  #known = 0

  constructor(source: AnkiPackage, collection: Collection) {
    this.#source = source
    this.#collection = collection
    this.#names = new Set(source.media.map(({ original }) => original.normalize('NFC')))
  }

  /** Media that are new here, those that were here already, and names that notes use and nobody has. */
  get counts(): { added: number; known: number; renamed: number; missing: number } {
    const added = this.#source.media.length - this.#known
    return { added, known: this.#known, renamed: this.#renames.size, missing: this.#missing.size }
  }

  /** The new name of a medium, or undefined when it keeps its own; null when all keep theirs. */
  get rename(): ((name: string) => string | undefined) | null {
    return this.#renames.size === 0 ? null : (name) => this.#renames.get(name)
  }

  /**
   * Puts the files away, each durably, before anything of the package is in the collection. What was new goes again
   * when the import comes to nothing (`takeBack`).
   */
  async store(dataDir: string, pulse: JobPulse): Promise<Result<void, Issue[] | 'cancelled'>> {
    const { media } = this.#source
    for (let done = 0; done < media.length;) {
      pulse.progress('Copying media', done, media.length)
      if (pulse.cancelled()) return fail('cancelled')
      const batch: { medium: AnkiMedia; bytes: Uint8Array }[] = []
      let held = 0
      for (; done < media.length && batch.length < FILES_AT_ONCE && held < BYTES_AT_ONCE; done += 1) {
        const medium = media[done]
        if (medium === undefined) break
        const bytes = await this.#source.medium(medium)
        if (!bytes.ok) return bytes
        batch.push({ medium, bytes: bytes.value })
        held += bytes.value.byteLength
      }
      const put = await putFiles(
        dataDir,
        batch.map(({ bytes }) => bytes),
      )
      put.forEach((file, index) => this.#place(batch[index]?.medium, file))
    }
    pulse.progress('Copying media', media.length, media.length)
    return ok(undefined)
  }

  /** As `store`, writing nothing: only those whose name is taken here are looked at. */
  async look(pulse: JobPulse): Promise<Result<void, Issue[] | 'cancelled'>> {
    for (const [done, medium] of this.#source.media.entries()) {
      pulse.progress('Looking at media', done, this.#source.media.length)
      if (pulse.cancelled()) return fail('cancelled')
      if (this.#collection.media.get(medium.name) === undefined) {
        if (medium.name !== medium.original.normalize('NFC')) this.#called(medium, medium.name)
        continue
      }
      const bytes = await this.#source.medium(medium)
      if (!bytes.ok) return bytes
      this.#place(medium, { hash: hashOf(bytes.value), size: bytes.value.byteLength, fresh: false })
    }
    return ok(undefined)
  }

  #place(medium: AnkiMedia | undefined, { hash, size, fresh }: PutFile): void {
    if (medium === undefined) return
    if (fresh) this.#fresh.push(hash)
    const there = this.#collection.media.get(medium.name)
    const name = there === undefined || there.hash === hash ? medium.name : nameBeside(medium.name, hash)
    if (there?.hash === hash || (name !== medium.name && this.#collection.media.get(name)?.hash === hash))
      this.#known += 1
    else this.#files.push({ name, hash, size })
    this.#called(medium, name)
    if (name === medium.name) return
    const message = `Another file is called “${medium.name}” here, so this one is called “${name}”, also in its notes.`
    this.#source.findings.warn({ code: 'media-renamed', message, where: { field: medium.original } })
  }

  #called(medium: AnkiMedia, name: string): void {
    const original = medium.original.normalize('NFC')
    if (name !== original) this.#renames.set(original, name)
  }

  /** The media by the names that they have here, to be read one by one. */
  *offered(): Generator<OfferedMedium> {
    for (const medium of this.#source.media) {
      const name = this.#renames.get(medium.original.normalize('NFC')) ?? medium.name
      const read: OfferedMedium['read'] = async (most) => {
        const bytes = await this.#source.medium(medium, most)
        return bytes.ok ? bytes.value : null
      }
      yield { name, read }
    }
  }

  /** Names the files in the collection. */
  write(writes: Writes): void {
    for (const file of this.#files) writes.media.bring(file)
  }

  /** Removes the files that were new, unless someone else has named them meanwhile. */
  takeBack(dataDir: string): void {
    for (const hash of this.#fresh) if (this.#collection.media.byHash(hash).length === 0) removeFile(dataDir, hash)
  }

  /** Fields of a note with the names that its media have here; notes what is missing. */
  inFields(fields: string[]): string[] {
    const { rename } = this
    return fields.map((field) => {
      if (!mayNameMedia(field)) return field
      for (const name of mediaNames(field)) this.#look(name)
      return rename === null ? field : renameMedia(field, rename)
    })
  }

  #look(name: string): void {
    if (this.#names.has(name)) return
    const count = this.#missing.get(name)
    if (count === undefined && this.#collection.media.get(name) !== undefined) return
    this.#missing.set(name, (count ?? 0) + 1)
  }

  /** Tells which media notes use and nobody has. */
  tellMissing(): void {
    let listed = 0
    for (const [name, notes] of this.#missing) {
      if (++listed > MISSING_LISTED) break
      const message = `“${name}” is used by ${notes === 1 ? 'a note' : `${notes} notes`}, and is not in the package.`
      this.#source.findings.warn({ code: 'missing-media', message, where: { field: name } })
    }
    const more = this.#missing.size - MISSING_LISTED
    if (more > 0)
      this.#source.findings.warn({
        code: 'missing-media',
        message: `and ${more} more files that are not in the package`,
      })
  }
}
