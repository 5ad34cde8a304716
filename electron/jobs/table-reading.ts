import type { Issue } from '../contract/errors.ts'
import type { Result } from '../core/result.ts'
import { likelyEncoding } from '../importers/encoding.ts'
import type { ImportOptions } from '../importers/import-options.ts'
import { importAny, type ImportedDeck, type Watch } from '../importers/index.ts'
import type { Collection } from '../store/collection.ts'
import type { NoteType } from '../store/note-types.ts'
import type { FileInput } from './protocol.ts'

/** How a file is read: as the person said for its table and its deck, with the note types of the collection at hand. */
export function tableOptions(collection: Collection, { table, deck, encoding }: FileInput): ImportOptions {
  const shape = ({ guid, definition }: NoteType) => ({
    guid,
    kind: definition.kind,
    fields: definition.fields.map(({ name }) => name),
  })
  let types: Map<string, NoteType> | null = null
  return {
    ...(table === undefined ? {} : { table }),
    ...(deck === undefined ? {} : { deck }),
    ...(encoding === undefined ? {} : { encoding }),
    noteType: (guid) => {
      const type = collection.noteTypes.byGuid(guid)
      return type && shape(type)
    },
    noteTypeNamed: (name) => {
      types ??= new Map(collection.noteTypes.all().map((type) => [type.name.toLowerCase(), type]))
      const type = types.get(name.trim().toLowerCase())
      return type && shape(type)
    },
  }
}

/**
 * Reads a file to look at it. A table that is in no encoding that can be known for sure is read in the likeliest one:
 * the dialog names it, shows the letters and lets the person choose another.
 */
export async function readForSurvey(
  collection: Collection,
  file: FileInput,
  watch: Watch,
): Promise<Result<ImportedDeck, Issue[]>> {
  const options = tableOptions(collection, file)
  const read = await importAny(file, options, watch)
  if (read.ok || file.table !== undefined || !read.error.some(({ code }) => code === 'encoding')) return read
  const guessed = await importAny(file, { ...options, encoding: likelyEncoding(file.bytes) }, watch)
  if (!guessed.ok || guessed.value.table === undefined) return read
  return importAny(file, tableOptions(collection, { ...file, table: guessed.value.table.choice }), watch)
}
