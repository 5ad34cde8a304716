import { zstdDecompressSync } from 'node:zlib'
import type { Issue, Place } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { sizeInWords } from '../limits.ts'
import { isZlibError } from './zlib-error.ts'

const CHUNK = 1024 * 1024

/**
 * Unpacks Zstandard; no more than `cap` bytes are ever made.
 * @param where what a refusal names as its place
 */
export function inflateZstd(bytes: Uint8Array, cap: number, where: Place = {}): Result<Uint8Array, Issue> {
  const refuse = (code: string, message: string, expected: string, found: string) =>
    fail<Issue>({ severity: 'error', code, message, where, expected, found })
  try {
    const chunkSize = Math.min(Math.max(bytes.length * 4, 1024), CHUNK)
    return ok(zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, cap), chunkSize }))
  } catch (error) {
    if (!isZlibError(error)) throw error
    if (error.code !== 'ERR_BUFFER_TOO_LARGE') {
      return refuse('zstd', 'A packed part of the file is damaged.', 'Zstandard data that is whole', error.message)
    }
    const limit = sizeInWords(cap)
    const message = `A packed part of the file is larger than ${limit} when unpacked.`
    return refuse('zstd-size', message, `at most ${limit}`, `more than ${limit}`)
  }
}
