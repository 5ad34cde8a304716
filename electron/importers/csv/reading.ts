import { TABLE_ENCODINGS, type ColumnUse, type TableChoice } from '../../contract/procedures/import-choice.ts'
import type { TextRecord } from '../delimited.ts'
import type { TableReading } from '../imported-deck.ts'
import { ROLES, type Columns } from './columns.ts'

/** Rows and characters of a cell that the mapping dialog shows. */
const SHOWN = { rows: 5, characters: 120 } as const

/** What a preview shows of a table: how it is read, the names of its columns and its first cells. */
export function readingOf(records: readonly TextRecord[], choice: TableChoice): TableReading {
  const [head] = choice.header ? records : []
  const body = choice.header ? records.slice(1) : records
  const shown = body.slice(0, SHOWN.rows)
  const columns = choice.columns.map((_use, at) => ({
    name: head ? cut(head.cells[at] ?? '') : null,
    cells: shown.map(({ cells }) => cut(cells[at] ?? '')),
  }))
  return { choice, columns, rows: body.length }
}

function cut(cell: string): string {
  const text = cell.trim()
  return text.length > SHOWN.characters ? `${text.slice(0, SHOWN.characters - 1)}…` : text
}

interface Found {
  readonly separator: string
  readonly encoding: string
  readonly columns: Columns
  readonly width: number
  readonly header: boolean
  readonly deck: string
}

/** The choice that stands for what was found in a table. */
export function choiceOf({ separator, encoding, columns, width, header, deck }: Found): TableChoice {
  const uses = Array.from(
    { length: width },
    (_, at): ColumnUse => ROLES.find((role) => columns[role] === at) ?? 'ignore',
  )
  return {
    separator,
    encoding: TABLE_ENCODINGS.find((one) => one === encoding) ?? 'utf-8',
    header,
    html: false,
    type: 'basic',
    columns: uses,
    deck,
    onMatch: 'update',
  }
}
