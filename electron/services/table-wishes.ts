import type { Issue } from '../contract/errors.ts'
import {
  COLUMN_ROLES,
  TABLE_KINDS,
  type ColumnUse,
  type TableChoice,
  type TableEncoding,
} from '../contract/procedures/import-choice.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { isAnkiPackage } from '../importers/anki-package/index.ts'
import { importAny } from '../importers/index.ts'
import type { TableReading } from '../importers/imported-deck.ts'
import type { FileInput } from '../jobs/protocol.ts'
import { openDeck } from '../jobs/survey.ts'
import { tableOptions } from '../jobs/table-reading.ts'
import type { Context } from './context.ts'

/** How a person without a window wants a file read; what is left out is as the file suggests it. */
export interface TableWishes {
  readonly encoding?: TableEncoding
  readonly separator?: string
  /** Does the first row name the columns? */
  readonly header?: boolean
  readonly html?: boolean
  /** One of `TABLE_KINDS`, or the name of a note type of the collection. */
  readonly type?: string
  /** What each column holds, from the first: a role, the name of a field of the note type, or `ignore`. */
  readonly columns?: readonly string[]
  readonly onMatch?: TableChoice['onMatch']
}

export interface FileWishes extends TableWishes {
  /** Where notes go for which the file names no deck, in its normal form. */
  readonly deck?: string
}

/** A file with the choices that stand for the wishes, and the wishes that mean nothing for it. */
export interface WishedFile {
  readonly file: FileInput
  readonly unused: readonly Issue[]
}

/**
 * Lays wishes over how a file suggests itself. Reads the file; writes nothing.
 * @returns the issues for which it cannot be read, or why a wish cannot be met
 */
export async function asWished(
  { collection }: Context,
  file: FileInput,
  wishes: FileWishes,
): Promise<Result<WishedFile, Issue[]>> {
  const { deck, encoding, ...rest } = wishes
  if (Object.keys(wishes).length === 0) return ok({ file, unused: [] })
  if (isAnkiPackage(file)) return ok({ file, unused: unusedBy(file.name, 'an Anki package', wishes) })
  const wished = { ...file, ...(deck === undefined ? {} : { deck }), ...(encoding === undefined ? {} : { encoding }) }
  const { separator } = rest
  const options = { ...tableOptions(collection, wished), ...(separator === undefined ? {} : { separator }) }
  const read = await importAny(wished, options)
  if (!read.ok) return read
  const { table } = read.value
  if (table === undefined) {
    const taken = deck === undefined || openDeck(read.value, deck) !== null
    const unused = [
      ...unusedBy(file.name, 'not a table', rest),
      ...(taken ? [] : unusedBy(file.name, 'a file that names its own decks', { deck })),
    ]
    return ok({ file: wished, unused })
  }
  const choice = choiceOf(new Map(noteTypes(collection)), table, wishes)
  if (!choice.ok) return fail([{ ...choice.error, severity: 'error', where: { file: file.name } }])
  return ok({ file: { ...file, table: choice.value }, unused: [] })
}

const OPTIONS: Readonly<Record<keyof FileWishes, string>> = {
  encoding: '--encoding',
  separator: '--separator',
  header: '--header',
  html: '--html',
  type: '--note-type',
  columns: '--columns',
  onMatch: '--on-match',
  deck: '--deck',
}

function unusedBy(file: string, what: string, wishes: Partial<Record<keyof FileWishes, unknown>>): Issue[] {
  const names = (Object.keys(OPTIONS) as (keyof FileWishes)[]).filter((name) => wishes[name] !== undefined)
  if (names.length === 0) return []
  const message = `This is ${what}. It has no use for ${names.map((name) => OPTIONS[name]).join(', ')}.`
  return [{ severity: 'warning', code: 'unused-option', message, where: { file } }]
}

interface NamedType {
  readonly guid: string
  readonly name: string
  readonly fields: readonly string[]
}

function noteTypes(collection: Context['collection']): [string, NamedType][] {
  return collection.noteTypes
    .all()
    .map(({ guid, name, definition }) => [
      name.toLowerCase(),
      { guid, name, fields: definition.fields.map((field) => field.name) },
    ])
}

type Unmet = Pick<Issue, 'code' | 'message' | 'expected' | 'found'>

function choiceOf(
  types: ReadonlyMap<string, NamedType>,
  { choice, columns }: TableReading,
  wishes: FileWishes,
): Result<TableChoice, Unmet> {
  const { separator, encoding, header, html, onMatch, deck } = wishes
  const known = { separator, encoding, header, html, onMatch, deck }
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
  const whole = { ...choice, ...given }
  const type = wishes.type === undefined ? undefined : types.get(wishes.type.toLowerCase())
  const kind = TABLE_KINDS.find((name) => name === (wishes.type ?? 'basic'))
  if (type === undefined && kind === undefined) {
    const expected = [...TABLE_KINDS, ...[...types.values()].map(({ name }) => name)].join(', ')
    const found = wishes.type ?? ''
    return fail({ code: 'note-type', message: 'There is no such kind of note or note type.', expected, found })
  }
  const names = columns.map(({ name }) => name)
  const uses = wishes.columns
    ? usesOf(wishes.columns, choice.columns.length, type)
    : ok(type ? fieldsOf(choice.columns, names, type) : choice.columns)
  if (!uses.ok) return uses
  return ok({ ...whole, type: type?.guid ?? kind ?? choice.type, columns: [...uses.value] })
}

/** What the columns hold, as it was written. Columns that were not named hold nothing. */
function usesOf(named: readonly string[], width: number, type: NamedType | undefined): Result<ColumnUse[], Unmet> {
  const roles = type ? (['ignore', 'tags', 'deck', 'guid'] as const) : COLUMN_ROLES
  if (named.length > width) {
    const expected = `at most ${width} columns`
    return fail({ code: 'columns', message: 'The table has fewer columns.', expected, found: String(named.length) })
  }
  const uses: ColumnUse[] = []
  for (const name of named.map((one) => one.trim().toLowerCase())) {
    const field = type?.fields.findIndex((one) => one.toLowerCase() === name) ?? -1
    const role = name === '' || name === '-' ? 'ignore' : roles.find((one) => one === name)
    if (field < 0 && role === undefined) {
      const expected = [...(type?.fields ?? []), ...roles].join(', ')
      return fail({ code: 'columns', message: 'A column cannot hold this.', expected, found: name })
    }
    uses.push(field < 0 ? (role ?? 'ignore') : field)
  }
  return ok([...uses, ...Array.from({ length: width - uses.length }, () => 'ignore' as const)])
}

const BESIDE: ReadonlySet<ColumnUse> = new Set<ColumnUse>(['tags', 'deck', 'guid'])

/** The fields of a note type by the names of the columns, or else in order beside tags, deck and guid. */
function fieldsOf(uses: readonly ColumnUse[], names: readonly (string | null)[], { fields }: NamedType): ColumnUse[] {
  const fieldAt = names.map((name) => fields.findIndex((field) => field.toLowerCase() === name?.trim().toLowerCase()))
  const byName = fieldAt.includes(0)
  let next = 0
  return uses.map((use, at) => {
    const named = fieldAt[at] ?? -1
    if (byName && named >= 0) return named
    if (BESIDE.has(use)) return use
    if (byName || next >= fields.length) return 'ignore'
    next += 1
    return next - 1
  })
}
