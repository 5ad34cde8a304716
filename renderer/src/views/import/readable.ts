import { LIMITS } from '../../../../electron/contract/content/primitives.ts'
import type { Issue } from '../../../../electron/contract/errors.ts'
import { bytes } from '../../format/words.ts'

/** Anki packages, which media make large. */
const PACKAGE = /\.(?:apkg|colpkg|zip|anki2|anki21|anki21b)$/i

/** Why a file cannot be handed to the host at all: too large, a folder, or gone since it was chosen. Null when it can. */
export async function unreadable(file: File): Promise<Issue | null> {
  const where = { file: file.name }
  const most = PACKAGE.test(file.name) ? LIMITS.packageBytes : LIMITS.fileBytes
  if (file.size > most) {
    const expected = `at most ${most / 1024 / 1024} MB`
    return {
      severity: 'error',
      code: 'too-large',
      message: 'The file is too large.',
      where,
      expected,
      found: bytes(file.size),
    }
  }
  const read = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )
  if (read) return null
  const message = 'This cannot be read. It may be a folder, or the file was changed or moved meanwhile.'
  return { severity: 'error', code: 'unreadable', message, where, expected: 'a file' }
}
