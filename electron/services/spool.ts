import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { SpooledFile } from '../jobs/protocol.ts'

/** Folder below the data folder in which large files wait until it is decided about them. */
export const SPOOL_FOLDER = 'incoming'

/** More came than was allowed; nothing of it stays. */
export class SpoolOverflow extends Error {}

/**
 * Keeps files that come in on the disk while they wait, so that a large one is never in this process's memory as a
 * whole. What an earlier run left is swept at the start: only the owner of the data folder has a spool.
 */
export class Spool {
  readonly #folder: string
  readonly #paths = new WeakMap<Blob, string>()
  /** Files that nobody has taken charge of yet. */
  readonly #unclaimed = new Set<string>()

  constructor(dataDir: string) {
    this.#folder = path.join(dataDir, SPOOL_FOLDER)
    fs.rmSync(this.#folder, { recursive: true, force: true })
  }

  /**
   * Writes bytes to a file of its own as they come.
   * @param most bytes; one more throws SpoolOverflow
   * @returns its path; the caller claims or drops it
   */
  async receive(chunks: AsyncIterable<Uint8Array>, most: number): Promise<string> {
    await fs.promises.mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const file = path.join(this.#folder, randomBytes(12).toString('hex'))
    const handle = await fs.promises.open(file, 'wx', 0o600)
    let size = 0
    try {
      for await (const chunk of chunks) {
        size += chunk.byteLength
        if (size > most) throw new SpoolOverflow(`more than ${most} bytes`)
        await handle.writeFile(chunk)
      }
    } catch (error) {
      await handle.close()
      this.remove(file)
      throw error
    }
    await handle.close()
    this.#unclaimed.add(file)
    return file
  }

  /** A received file as one that a call takes; its bytes stay on the disk until they are asked for. */
  async asFile(received: string, name: string, type: string): Promise<File> {
    const file = new File([await fs.openAsBlob(received)], name, { type })
    this.#paths.set(file, received)
    return file
  }

  /** Takes charge of a file: where it lies, written now unless it was received so. */
  async claim(file: File): Promise<SpooledFile> {
    const known = this.#paths.get(file) ?? (await this.receive(file.stream(), file.size))
    this.#unclaimed.delete(known)
    return { name: file.name, path: known, size: file.size }
  }

  /** Removes a received file unless someone took charge of it. */
  drop(received: string): void {
    if (this.#unclaimed.delete(received)) this.remove(received)
  }

  /** Removes a file; nothing when it is gone. */
  remove(file: string): void {
    fs.rmSync(file, { force: true })
  }
}
