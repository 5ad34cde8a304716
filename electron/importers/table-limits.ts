import type { Issue } from '../contract/errors.ts'
import { IMPORT_LIMITS } from './limits.ts'

/** The refusal of a table with too many rows or columns; `null` when it is within the limits. */
export function tableTooLarge(file: string, rows: number, columns: number): Issue | null {
  const refuse = (code: string, what: string, most: number, found: number): Issue => ({
    severity: 'error',
    code,
    message: `The table has more than ${most} ${what}. Split it into several files.`,
    where: { file },
    expected: `at most ${most} ${what}`,
    found: `${found} ${what}`,
  })
  if (rows > IMPORT_LIMITS.notes) return refuse('too-many-notes', 'rows', IMPORT_LIMITS.notes, rows)
  return columns > IMPORT_LIMITS.columns ? refuse('too-many-columns', 'columns', IMPORT_LIMITS.columns, columns) : null
}
