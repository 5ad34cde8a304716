import { z } from 'zod'
import { TableChoice, type TableView } from '../contract/procedures/import-choice.ts'
import { ok } from '../core/result.ts'
import { write, type Context } from './context.ts'
import type { Served } from './service-error.ts'

const KEY = 'import.tables'
/** Headers whose mapping is remembered; the oldest goes first. */
const MOST = 50

const Remembered = z.array(z.object({ header: z.string(), choice: TableChoice }))
type Table = z.infer<typeof TableView>

/** What a table is known by at its next import: the names of its columns, or what stands where they would. */
function headerOf({ columns }: Table): string {
  return columns.map(({ name, cells }) => (name ?? cells[0] ?? '').trim().toLowerCase()).join('\u001f')
}

function all({ collection }: Context): z.infer<typeof Remembered> {
  const read = Remembered.safeParse(collection.settings.get(KEY))
  return read.success ? read.data : []
}

/**
 * How the person last had a table with the same header read, laid over what this file says of itself; undefined when
 * there was none, or when its note type is gone.
 */
export function recalledChoice(context: Context, table: Table): TableChoice | undefined {
  const header = headerOf(table)
  const known = all(context).find((one) => one.header === header)?.choice
  if (known === undefined) return undefined
  const own = !['basic', 'basic-reversed', 'cloze', 'typed'].includes(known.type)
  if (own && !table.types.some(({ guid }) => guid === known.type)) return undefined
  const { separator, encoding, deck } = table.choice
  return { ...known, separator, encoding, deck: known.deck === '' ? deck : known.deck }
}

/** Remembers how a table was read. @param usualDeck the deck that the file suggests, which is not remembered */
export async function rememberChoice(context: Context, table: Table, usualDeck: string): Promise<Served<void>> {
  // Without names there is nothing that another table could have in common.
  if (!table.choice.header) return ok(undefined)
  const header = headerOf(table)
  const choice = { ...table.choice, deck: table.choice.deck === usualDeck ? '' : table.choice.deck }
  const others = all(context).filter((one) => one.header !== header)
  return write(context, null, (writes) => {
    writes.settings.set(KEY, [...others, { header, choice }].slice(-MOST))
    return ok(undefined)
  })
}
