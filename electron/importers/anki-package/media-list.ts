import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { inflateZstd, type Archive } from '../archive/index.ts'
import type { Container } from './container.ts'
import { asObject } from './json.ts'
import { PACKAGE_LIMITS } from './limits.ts'
import { isPlainName, keptName } from './media-name.ts'
import type { AnkiMedia } from './model.ts'
import { damaged, refusal, shown, type Findings } from './problems.ts'
import { Message } from './protobuf.ts'

/** A name in the list of media, and the member that it stands for. */
interface Listed {
  readonly member: string
  readonly name: string
}

/**
 * Which media the package holds, by the names that notes use. A name that leads elsewhere is left out, one whose
 * member is not there is reported as missing, and so is one that stands for two members.
 */
export async function readMediaList(container: Container, findings: Findings): Promise<Result<AnkiMedia[], Issue[]>> {
  const { archive, folder, form } = container
  if (archive === null || !archive.has(`${folder}media`)) return ok([])
  const packed = await archive.read(`${folder}media`, PACKAGE_LIMITS.mediaListBytes)
  if (!packed.ok) return packed
  const listed = form === 'anki21b' ? packedList(archive, packed.value) : jsonList(archive, packed.value)
  if (!listed.ok) return listed
  if (listed.value.length > PACKAGE_LIMITS.media) {
    const message = `${archive.file} holds more than ${PACKAGE_LIMITS.media} media.`
    return fail([
      refusal(archive.file, 'too-many', message, `at most ${PACKAGE_LIMITS.media}`, `${listed.value.length}`),
    ])
  }
  return ok(usable(archive, folder, listed.value, findings))
}

/** The list of the newest form: the place in it is the member's name, unless it says so itself. */
function packedList(archive: Archive, packed: Uint8Array): Result<Listed[], Issue[]> {
  const bytes = inflateZstd(packed, PACKAGE_LIMITS.mediaListBytes, { file: archive.file, field: 'media' })
  if (!bytes.ok) return fail([bytes.error])
  const list = Message.read(bytes.value)
  if (!list.ok) return fail([damaged(archive.file, `its list of media: ${list.error}`)])
  const listed: Listed[] = []
  for (const [index, part] of list.value.list(1).entries()) {
    const entry = Message.read(part)
    if (!entry.ok) return fail([damaged(archive.file, `its list of media: ${entry.error}`)])
    const member = entry.value.has(255) ? entry.value.number(255) : index
    listed.push({ member: String(member), name: entry.value.text(1) })
  }
  return ok(listed)
}

/** The list of the older forms: JSON with the member's name as the key. */
function jsonList(archive: Archive, bytes: Uint8Array): Result<Listed[], Issue[]> {
  const text = Buffer.from(bytes).toString('utf8')
  if (text.trim() === '') return ok([])
  const list = parsed(text)
  if (list === null) return fail([damaged(archive.file, 'its list of media is not JSON')])
  const [odd] = Object.entries(list).find(([, name]) => typeof name !== 'string') ?? []
  if (odd !== undefined) return fail([damaged(archive.file, `its list of media gives “${shown(odd)}” no name`)])
  return ok(Object.entries(list).map(([member, name]) => ({ member, name: String(name) })))
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const list: unknown = JSON.parse(text)
    // A list of names stands for one under the numbers of their places.
    return Array.isArray(list) ? { ...list } : asObject(list)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function usable(archive: Archive, folder: string, listed: readonly Listed[], findings: Findings): AnkiMedia[] {
  const media = new Map<string, AnkiMedia>()
  for (const { member, name } of listed) {
    const where = { field: shown(name) }
    if (!isPlainName(name)) {
      const message = 'The name of a medium leads into another folder, so it was left out.'
      findings.warn({ code: 'media-name', message, where, expected: 'a plain file name', found: name })
      continue
    }
    const path = folder + member
    if (!archive.has(path)) {
      const message = 'The package names a medium that it does not hold.'
      findings.warn({ code: 'media-missing', message, where, expected: name, found: 'no such file' })
      continue
    }
    const kept = keptName(name)
    if (media.has(kept)) {
      findings.warn({
        code: 'media-twice',
        message: 'Two media of the package have the same name; the first counts.',
        where,
      })
    } else media.set(kept, { member: path, original: name, name: kept })
  }
  return [...media.values()]
}

/** The bytes of a medium. @param most bytes that the caller is ready to take */
export async function readMedium(
  container: Container,
  medium: AnkiMedia,
  most: number = PACKAGE_LIMITS.mediaBytes,
): Promise<Result<Uint8Array, Issue[]>> {
  const { archive, form } = container
  if (archive === null) throw new Error('a medium without an archive')
  const bytes = await archive.read(medium.member, most)
  if (!bytes.ok || form !== 'anki21b') return bytes
  const where = { file: archive.file, field: shown(medium.original) }
  const unpacked = inflateZstd(bytes.value, most, where)
  return unpacked.ok ? unpacked : fail([unpacked.error])
}
