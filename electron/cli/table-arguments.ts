import { ON_MATCH, SEPARATOR_LENGTH, TABLE_ENCODINGS } from '../contract/procedures/import-choice.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { deckPath } from '../importers/deck-path.ts'
import { SEPARATOR_NAMES } from '../importers/separator.ts'
import type { TableWishes } from '../services/table-wishes.ts'

/** Options about tables as they were typed. */
export interface TableOptions {
  readonly encoding?: string | undefined
  readonly separator?: string | undefined
  readonly columns?: string | undefined
  readonly 'note-type'?: string | undefined
  readonly header?: string | undefined
  readonly html?: boolean | undefined
  readonly 'on-match'?: string | undefined
}

/** How tables are to be read; or what is wrong with an option, in a sentence. */
export function readTableWishes(typed: TableOptions): Result<TableWishes, string> {
  const encoding = typed.encoding === undefined ? undefined : encodingOf(typed.encoding)
  if (encoding === null) return fail(`--encoding needs one of ${TABLE_ENCODINGS.join(', ')}.`)
  const separator = typed.separator === undefined ? undefined : separatorOf(typed.separator)
  if (separator === null)
    return fail(`--separator needs ${NAMES.join(', ')}, or up to ${SEPARATOR_LENGTH} signs such as " - ".`)
  const { header } = typed
  if (header !== undefined && header !== 'yes' && header !== 'no') return fail('--header needs yes or no.')
  const onMatch = ON_MATCH.find((known) => known === typed['on-match'])
  if (typed['on-match'] !== undefined && onMatch === undefined)
    return fail(`--on-match needs one of ${ON_MATCH.join(', ')}.`)
  const { columns, html, 'note-type': type } = typed
  return ok({
    ...(encoding === undefined ? {} : { encoding }),
    ...(separator === undefined ? {} : { separator }),
    ...(header === undefined ? {} : { header: header === 'yes' }),
    ...(html === undefined ? {} : { html }),
    ...(type === undefined ? {} : { type: type.trim() }),
    ...(columns === undefined ? {} : { columns: columns.split(',') }),
    ...(onMatch === undefined ? {} : { onMatch }),
  })
}

/** The deck that notes go to, in its normal form; or what is wrong with it, in a sentence. */
export function readDeck(typed: string): Result<string, string> {
  const made = deckPath(typed)
  return 'path' in made ? ok(made.path) : fail(`--deck: ${made.problem} Expected ${made.expected}.`)
}

const NAMES = Object.values(SEPARATOR_NAMES)

function separatorOf(typed: string): string | null {
  const known = Object.entries(SEPARATOR_NAMES).find(([, name]) => name === typed.toLowerCase())
  if (known) return known[0]
  const signs = typed.replaceAll('\\t', '\t')
  return signs === '' || signs.length > SEPARATOR_LENGTH || /["\r\n]/.test(signs) ? null : signs
}

/** An encoding by any of its names in the Encoding Standard. */
function encodingOf(typed: string): TableWishes['encoding'] | null {
  try {
    const { encoding } = new TextDecoder(typed)
    return TABLE_ENCODINGS.find((known) => known === encoding) ?? null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
