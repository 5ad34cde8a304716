import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { inflateZstd, readArchive, type Archive } from '../archive/index.ts'
import { bareForm, COLLECTION_MEMBERS } from './detect.ts'
import { PACKAGE_ARCHIVE_LIMITS, PACKAGE_LIMITS } from './limits.ts'
import type { PackageForm } from './model.ts'
import { damaged, refusal } from './problems.ts'
import { Message } from './protobuf.ts'

/** The newest form of a package that is read. */
const NEWEST = 3

/** A package that was opened: the bytes of its collection, and its other members by name. */
export interface Container {
  readonly form: PackageForm
  /** The collection as an SQLite file, in memory of its own. */
  readonly collection: Buffer
  readonly archive: Archive | null
  /** Folder of the members inside the archive, with its slash; usually empty. */
  readonly folder: string
}

interface InputFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Opens a package, or a collection that was not packed, and unpacks the collection alone. */
export async function openContainer(file: InputFile): Promise<Result<Container, Issue[]>> {
  const bare = bareForm(file.bytes)
  if (bare !== null) {
    const bytes = bare === 'sqlite' ? ok(file.bytes) : unzstd(file.bytes, file.name)
    return bytes.ok ? ok({ form: 'bare', collection: ownMemory(bytes.value, file), archive: null, folder: '' }) : bytes
  }
  const opened = await readArchive(file, PACKAGE_ARCHIVE_LIMITS)
  if (!opened.ok) return fail(opened.error.map((issue) => withAdvice(file.name, issue)))
  const archive = opened.value
  const found = newestCollection(archive)
  if (found === null) return fail([noCollection(file.name)])
  const version = await declaredForm(archive, found.folder)
  if (!version.ok) return version
  const problem = formProblem(file.name, found.form, version.value)
  if (problem !== null) return fail([problem])
  const packed = await archive.read(found.member, PACKAGE_LIMITS.collectionBytes)
  if (!packed.ok) return packed
  const collection = found.form === 'anki21b' ? unzstd(packed.value, file.name, found.member) : packed
  if (!collection.ok) return collection
  return ok({ form: found.form, collection: ownMemory(collection.value, file), archive, folder: found.folder })
}

/** Bytes that may be changed: those of an entry that was not packed are still the file's own. */
function ownMemory(bytes: Uint8Array, file: InputFile): Buffer {
  if (bytes.buffer === file.bytes.buffer) return Buffer.from(bytes)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The refusal of a broken archive, with what a person can do about it. */
function withAdvice(file: string, issue: Issue): Issue {
  if (issue.code !== 'archive-damaged') return issue
  const advice = 'Export it from Anki again, or export the notes as text and import that.'
  return { ...issue, message: `${file} is an Anki package that cannot be read. ${issue.message} ${advice}` }
}

/** Unpacks Zstandard up to the size of a collection. */
function unzstd(bytes: Uint8Array, file: string, member?: string): Result<Uint8Array, Issue[]> {
  const where = member === undefined ? { file } : { file, field: member }
  const unpacked = inflateZstd(bytes, PACKAGE_LIMITS.collectionBytes, where)
  return unpacked.ok ? unpacked : fail([unpacked.error])
}

/** The newest collection of the archive; the others are a note for older programs that asks to update. */
function newestCollection(archive: Archive): { form: PackageForm; member: string; folder: string } | null {
  const members = archive.entries.map((entry) => entry.name)
  for (const name of COLLECTION_MEMBERS) {
    const found = members
      .filter((member) => member === name || member.endsWith(`/${name}`))
      .sort((a, b) => a.split('/').length - b.split('/').length || a.length - b.length)[0]
    if (found === undefined) continue
    const form = name.slice('collection.'.length)
    return { form: form as PackageForm, member: found, folder: found.slice(0, found.length - name.length) }
  }
  return null
}

/** What the package says of its form: 1, 2 or 3, more for a newer Anki, 0 when it does not say. */
async function declaredForm(archive: Archive, folder: string): Promise<Result<number, Issue[]>> {
  const member = `${folder}meta`
  if (!archive.has(member)) return ok(0)
  const bytes = await archive.read(member, 1024)
  if (!bytes.ok) return bytes
  const message = Message.read(bytes.value)
  return message.ok ? ok(message.value.number(1)) : fail([damaged(archive.file, `its description: ${message.error}`)])
}

function formProblem(file: string, found: PackageForm, declared: number): Issue | null {
  if (declared > NEWEST) {
    const message = `${file} was made by a newer version of Anki, in a form that is not known here yet.`
    const advice = 'Export it again with “Support older Anki versions”.'
    return refusal(file, 'newer-anki', `${message} ${advice}`, `a package of form 1 to ${NEWEST}`, `form ${declared}`)
  }
  const needed: Readonly<Record<number, PackageForm>> = { 2: 'anki21', 3: 'anki21b' }
  const expected = needed[declared]
  // An older collection beside a missing one is only a note that asks to update.
  if (expected === undefined || found === expected || found === 'anki21b') return null
  const message = `${file} should hold collection.${expected}, and does not. Perhaps it was not copied whole.`
  return refusal(file, 'collection-missing', message, `collection.${expected}`, `collection.${found}`)
}

function noCollection(file: string): Issue {
  const message = `${file} holds no collection of Anki's.`
  return refusal(file, 'collection-missing', message, COLLECTION_MEMBERS.join(', '), 'none of them')
}
