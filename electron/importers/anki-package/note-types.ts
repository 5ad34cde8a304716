import { NoteTypeDefinition } from '../../contract/content/note-type.ts'
import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { AnkiDatabase } from './database.ts'
import { objectAt, parseObject } from './json.ts'
import { PACKAGE_LIMITS } from './limits.ts'
import type { AnkiNoteType } from './model.ts'
import { noteTypeOfJson } from './note-type-json.ts'
import { definitionOf, type RawNoteType } from './note-type-parts.ts'
import { noteTypeOfRows, type PackedRow } from './note-type-proto.ts'
import { damaged, refusal, type Findings } from './problems.ts'

const SECOND = 1000
const UNNAMED = 'Unnamed'

/**
 * The note types of a collection by Anki's id. One that breaks a limit or has no field or no template is left out
 * with its reason; its notes are then left out as well.
 */
export function readNoteTypes(
  file: string,
  anki: AnkiDatabase,
  findings: Findings,
): Result<Map<string, AnkiNoteType>, Issue[]> {
  const raw = anki.schema >= 15 ? packedTypes(file, anki) : jsonTypes(file, anki)
  if (!raw.ok) return raw
  if (raw.value.length > PACKAGE_LIMITS.noteTypes) {
    const message = `The collection has more than ${PACKAGE_LIMITS.noteTypes} note types.`
    return fail([refusal(file, 'too-many', message, `at most ${PACKAGE_LIMITS.noteTypes}`, String(raw.value.length))])
  }
  const types = new Map<string, AnkiNoteType>()
  for (const type of raw.value) {
    const checked = NoteTypeDefinition.safeParse(definitionOf(type))
    const name = type.name.trim() === '' ? UNNAMED : type.name.trim()
    if (checked.success)
      types.set(type.id, { id: type.id, name, modifiedAt: type.modifiedAt, definition: checked.data })
    else {
      const [problem] = checked.error.issues
      findings.warn({
        code: 'note-type-unusable',
        message: `The note type “${name}” cannot be used, so its notes stay out.`,
        where: { field: problem?.path.join('.') ?? name },
        expected: 'a note type with a field and a card template, all with names and within bounds',
        found: `${type.fields.length} fields, ${type.templates.length} templates`,
      })
    }
  }
  return ok(types)
}

function jsonTypes(file: string, { db }: AnkiDatabase): Result<RawNoteType[], Issue[]> {
  const models = parseObject(db.prepare<[], unknown>('SELECT models FROM col').pluck().get())
  if (models === null) return fail([damaged(file, 'its note types are not JSON')])
  return ok(Object.keys(models).map((id) => noteTypeOfJson(id, objectAt(models, id))))
}

interface TypeRow extends PackedRow {
  readonly id: number
  readonly mtime_secs: number
}
interface PartRow extends PackedRow {
  readonly ntid: number
  readonly ord: number
}

function packedTypes(file: string, { db }: AnkiDatabase): Result<RawNoteType[], Issue[]> {
  const parts = (table: string): Map<number, PartRow[]> => {
    const rows = db.prepare<[], PartRow>(`SELECT ntid, ord, name, config FROM ${table}`).all().filter(isPacked)
    return Map.groupBy(
      rows.sort((a, b) => a.ord - b.ord),
      (row) => row.ntid,
    )
  }
  const fields = parts('fields')
  const templates = parts('templates')
  const types: RawNoteType[] = []
  const rows = db.prepare<[], TypeRow>('SELECT id, name, mtime_secs, config FROM notetypes').all().filter(isPacked)
  for (const { id, name, mtime_secs, config } of rows) {
    const type = noteTypeOfRows({
      id: String(id),
      name,
      modifiedAt: Number(mtime_secs) * SECOND,
      config,
      fields: fields.get(id) ?? [],
      templates: templates.get(id) ?? [],
    })
    if (!type.ok) return fail([damaged(file, `its note type ${name}: ${type.error}`)])
    types.push(type.value)
  }
  return ok(types)
}

/** Anything may stand in a column of a file from outside. */
function isPacked(row: PackedRow): boolean {
  return typeof row.name === 'string' && row.config instanceof Uint8Array
}
