/** The numbers of a chart as a table: what the table twin shows and what is saved as CSV. */
export interface Sheet {
  readonly columns: readonly string[]
  /** Numbers as they are; words and dates as text. The first column names the row. */
  readonly rows: readonly (readonly Cell[])[]
}

/** A number is shown with `shown`, where it is not plain; null is an empty cell. */
export type Cell = string | number | null

/** Characters with which a spreadsheet would take a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/

function field(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A sheet as CSV by RFC 4180. Text that a spreadsheet would run as a formula is defused by an apostrophe. */
export function csvOf({ columns, rows }: Sheet): string {
  return [columns, ...rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n'
}

const plain = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 })

/** A cell for people. */
export function shown(value: Cell): string {
  if (value === null) return ''
  return typeof value === 'number' ? plain.format(value) : value
}

/** Whether a column holds numbers only, and stands at the right. */
export function isNumeric({ rows }: Sheet, column: number): boolean {
  return column > 0 && rows.every((row) => typeof row[column] !== 'string')
}
