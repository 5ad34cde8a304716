import { z } from 'zod'
import { LIMITS } from '../content/primitives.ts'

/** Encodings that a table can be read in, by the names of the Encoding Standard. */
export const TABLE_ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'macintosh',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
] as const
export type TableEncoding = (typeof TABLE_ENCODINGS)[number]

/** Separators that have names; any other signs may stand between columns too, such as ` - `. */
export const TABLE_SEPARATORS = ['\t', ',', ';', '|', ':', ' '] as const

/** Longest separator, in characters. */
export const SEPARATOR_LENGTH = 10

/** Kinds of notes that a table can become, besides the note types of the collection. */
export const TABLE_KINDS = ['basic', 'basic-reversed', 'cloze', 'typed'] as const
export type TableKind = (typeof TABLE_KINDS)[number]

/** What a column holds, besides a field of a note type of the collection. */
export const COLUMN_ROLES = ['ignore', 'front', 'back', 'extra', 'hint', 'tags', 'deck', 'kind', 'guid'] as const
export type ColumnRole = (typeof COLUMN_ROLES)[number]

/** Most columns of a table. */
export const TABLE_COLUMNS = 200

/** A number is the index of a field of the chosen note type. */
export const ColumnUse = z.union([z.enum(COLUMN_ROLES), z.int().min(0).max(999)])
export type ColumnUse = z.infer<typeof ColumnUse>

/** What happens to a note that is here already: the file's text wins, the one here stays, or both are kept. */
export const ON_MATCH = ['update', 'keep-current', 'keep-both'] as const

/** How a table is to be read. */
export const TableChoice = z.object({
  /** Characters between two columns. */
  separator: z
    .string()
    .min(1)
    .max(SEPARATOR_LENGTH)
    .regex(/^[^"\r\n]+$/),
  encoding: z.enum(TABLE_ENCODINGS),
  /** The first row names the columns. */
  header: z.boolean(),
  /** Cells are HTML; otherwise they are plain text. */
  html: z.boolean(),
  /** One of `TABLE_KINDS`, or the guid of a note type of the collection. */
  type: z.string().min(1).max(LIMITS.name),
  columns: z.array(ColumnUse).max(TABLE_COLUMNS),
  /** For rows that name no deck; levels joined by `::`. Empty: the name of the file. */
  deck: z.string().max(4 * LIMITS.name),
  onMatch: z.enum(ON_MATCH),
})
export type TableChoice = z.infer<typeof TableChoice>

/** A table as it was read, for the dialog that maps its columns. */
export const TableView = z.object({
  choice: TableChoice,
  /** The name in the first row, if that is a header, and the first cells, cut where they are long. */
  columns: z.array(z.object({ name: z.string().nullable(), cells: z.array(z.string()) })),
  /** Rows without the header. */
  rows: z.int(),
  /** Note types of the collection that rows can become. */
  types: z.array(z.object({ guid: z.string(), name: z.string(), fields: z.array(z.string()) })),
  /** This reading was chosen before for a table with the same header. */
  remembered: z.boolean(),
})
export type TableView = z.infer<typeof TableView>
