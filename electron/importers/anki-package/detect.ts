const COLLECTIONS = ['collection.anki2', 'collection.anki21', 'collection.anki21b'] as const
const PACKED = /\.(?:apkg|colpkg)$/i
const BARE = /\.(?:anki2|anki21|anki21b)$/i
const EDGE = 64 * 1024

/** The members of a package that may hold the collection, the newest form first. */
export const COLLECTION_MEMBERS = [...COLLECTIONS].reverse()

const ZIP = ['PK\x03\x04', 'PK\x05\x06']
const SQLITE = 'SQLite format 3\0'
const ZSTD = '\x28\xb5\x2f\xfd'

/** What the bytes of a collection that was not packed are. */
export type BareForm = 'sqlite' | 'zstd'

/**
 * Is this an Anki package, or a collection of Anki's? Content decides; the ending helps where content alone could be
 * something else. A file that only ends like a package is none.
 */
export function isAnkiPackage({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): boolean {
  if (ZIP.some((magic) => startsWith(bytes, magic))) {
    return PACKED.test(name) || holds(bytes, COLLECTIONS)
  }
  const form = bareForm(bytes)
  if (form === null) return false
  return BARE.test(name) || (form === 'sqlite' && looksLikeCollection(bytes))
}

/** The form of a collection that is not in an archive, or null. */
export function bareForm(bytes: Uint8Array): BareForm | null {
  if (startsWith(bytes, SQLITE)) return 'sqlite'
  return startsWith(bytes, ZSTD) ? 'zstd' : null
}

/** The tables of a collection are declared near its start. */
function looksLikeCollection(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, EDGE)).toString('latin1')
  return ['col', 'notes', 'cards', 'revlog'].every((table) =>
    new RegExp(`create table ["'\`]?${table}\\b`, 'i').test(head),
  )
}

/** Names of a zip's members stand at its start and at its end. */
function holds(bytes: Uint8Array, names: readonly string[]): boolean {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = whole.length > 2 * EDGE ? [whole.subarray(0, EDGE), whole.subarray(-EDGE)] : [whole]
  return names.some((name) => parts.some((part) => part.includes(name, 0, 'latin1')))
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  if (bytes.length < magic.length) return false
  for (let at = 0; at < magic.length; at += 1) if (bytes[at] !== magic.charCodeAt(at)) return false
  return true
}
