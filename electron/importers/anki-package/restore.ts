import { Buffer } from 'node:buffer'
import { hash } from 'node:crypto'
import zlib from 'node:zlib'
import { z } from 'zod'
import { NoteContent } from '../../contract/content/note-content.ts'
import { CalendarDate, LIMITS, ObjectiveId, Reference, ShortText, Slug } from '../../contract/content/primitives.ts'
import { checkContent } from '../../core/cards/validate.ts'

/** Last field of the note types that our own notes go out under: what they are, for the way back. */
export const RESTORE_FIELD = 'Epoch'
const FORMAT = 'epoch1:'
/** Characters of a field, and bytes when it is unpacked. */
const LONGEST = 400_000
const MOST_BYTES = 2_000_000

const Kept = z.strictObject({
  content: NoteContent,
  tags: z.array(z.string().min(1).max(LIMITS.name)).max(LIMITS.tags * 4),
  objective: ObjectiveId.nullable(),
  beyond: ShortText.nullable(),
  covers: z.array(Slug).max(50),
  services: z.array(Slug).max(50),
  references: z.array(Reference).max(LIMITS.references),
  verifiedOn: CalendarDate.nullable(),
  /** Its one card waits until the question was missed. */
  held: z.boolean(),
})

/** All of a note that Anki has no place for. */
export type KeptNote = z.infer<typeof Kept>

const Packed = z.strictObject({ fields: z.string(), tags: z.string(), note: Kept })

/**
 * A note as text for the last field of an Anki note.
 * @param fields the other fields as they go out
 */
export function packRestore(note: KeptNote, fields: readonly string[]): string {
  const text = JSON.stringify({
    fields: marked(fields),
    tags: marked([...new Set(note.tags.map(ankiTag))].sort()),
    note,
  })
  return FORMAT + zlib.deflateRawSync(text).toString('base64url')
}

/**
 * The note that an Anki note was made of, when nothing that Anki shows of it has changed since. Tags that were changed
 * in Anki count. What the field holds comes from outside, and is checked like any note of a file.
 * @returns null when there is no such field, it is damaged, or the note was edited in Anki
 */
export function readRestore(fields: readonly string[], tags: readonly string[]): KeptNote | null {
  const last = fields.at(-1)
  if (last === undefined || !last.startsWith(FORMAT) || last.length > LONGEST) return null
  const parsed = Packed.safeParse(unpacked(last.slice(FORMAT.length)))
  if (!parsed.success || parsed.data.fields !== marked(fields.slice(0, -1))) return null
  const { note } = parsed.data
  if (note.content.kind === 'template' || checkContent(note.content).length > 0) return null
  return parsed.data.tags === marked([...tags].sort()) ? note : { ...note, tags: [...tags] }
}

/** Whether a note type is one of those that our own notes go out under. */
export function isOwnType(fields: readonly { readonly name: string }[]): boolean {
  return fields.length > 1 && fields.at(-1)?.name === RESTORE_FIELD
}

/** A tag without spaces, which part tags in Anki. */
export function ankiTag(tag: string): string {
  return tag.normalize('NFC').replace(/[\s\u3000]+/g, '_')
}

function marked(parts: readonly string[]): string {
  return hash('sha256', parts.map((part) => part.normalize('NFC')).join('\u001f'), 'base64url').slice(0, 22)
}

function unpacked(text: string): unknown {
  try {
    const bytes = zlib.inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: MOST_BYTES })
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    // The field comes from outside: bytes that are no deflate stream, too many of them, or no JSON.
    if (error instanceof SyntaxError || error instanceof RangeError) return null
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) return null
    throw error
  }
}
