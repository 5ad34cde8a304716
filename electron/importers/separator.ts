import { readDelimited } from './delimited.ts'
import { findFreeSeparator } from './free-separator.ts'
import { IMPORT_LIMITS } from './limits.ts'

/** Separators that are tried, the likelier first. */
export const SEPARATORS = ['\t', ',', ';', '|'] as const

/** Names of separators for messages. */
export const SEPARATOR_NAMES: Readonly<Record<string, string>> = {
  '\t': 'tab',
  ',': 'comma',
  ';': 'semicolon',
  '|': 'pipe',
  ':': 'colon',
  ' ': 'space',
}

export interface SeparatorOptions {
  readonly comments?: boolean
  readonly from?: { readonly offset: number; readonly line: number }
  /** Does a first record look like the names of columns? Then its separator wins. */
  readonly isHeader?: (cells: readonly string[]) => boolean
  /** Are signs of any kind between two texts a separator too, such as ` - `? */
  readonly free?: boolean
}

/** A table whose records differ, or whose separators look like prose, may be one of another separator. */
const SURE = { consistency: 0.8, doubt: 0.5 } as const

/** Where a table begins, and the separator that a spreadsheet wrote above it (`sep=;`), or null. */
export function tableStart(text: string): {
  readonly separator: string | null
  readonly from: { readonly offset: number; readonly line: number }
} {
  const [whole = '', separator = null] = /^"?sep=([^\n])"?\n/i.exec(text) ?? []
  return { separator, from: { offset: whole.length, line: whole === '' ? 1 : 2 } }
}

/** How well a text reads with one separator. */
interface Trial {
  readonly separator: string
  readonly header: boolean
  /** Share of the records that have the most frequent number of cells, 0 to 1. */
  readonly consistency: number
  /** Share of the separators that a blank follows, as in prose, or that stand between digits, as in numbers. */
  readonly doubt: number
  readonly columns: number
}

/**
 * The separator that gives the most even table over the first records; `null` when none gives two columns.
 * Which separator comes first plays no part, so that times, addresses and `a::b` don't mislead.
 */
export function findSeparator(text: string, options: SeparatorOptions = {}): string | null {
  const trials = SEPARATORS.filter((separator) => text.includes(separator))
    .map((separator) => tryOut(text, separator, options))
    .filter((trial) => trial.header || trial.columns >= 2)
  trials.sort((a, b) => Number(b.header) - Number(a.header) || b.consistency - a.consistency || a.doubt - b.doubt)
  const [best] = trials
  const sure = best !== undefined && (best.header || isSure(best))
  const free = sure || options.free !== true ? null : findFreeSeparator(text, options.from?.offset ?? 0)
  return free ?? best?.separator ?? null
}

function isSure({ consistency, doubt }: Trial): boolean {
  return consistency >= SURE.consistency && doubt <= SURE.doubt
}

function tryOut(text: string, separator: string, options: SeparatorOptions): Trial {
  const counts = new Map<number, number>()
  const { comments = false, from, isHeader } = options
  let first: readonly string[] | null = null
  let records = 0
  let gaps = 0
  let doubtful = 0
  readDelimited(
    text,
    { separator, comments, limit: IMPORT_LIMITS.sampleRecords, ...(from ? { from } : {}) },
    ({ cells }) => {
      first ??= cells
      records += 1
      counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
      gaps += cells.length - 1
      for (let at = 1; at < cells.length; at += 1) if (isDoubtful(cells[at - 1] ?? '', cells[at] ?? '')) doubtful += 1
    },
    () => {
      records += 1
    },
  )
  const [columns = 0, same = 0] = mostFrequent(counts)
  return {
    separator,
    header: first !== null && (isHeader?.(first) ?? false),
    consistency: records === 0 ? 0 : same / records,
    doubt: gaps === 0 ? 0 : doubtful / gaps,
    columns,
  }
}

/** A comma before a blank is prose; one between digits may be the sign of a decimal. */
function isDoubtful(before: string, after: string): boolean {
  return after.startsWith(' ') || (/\d$/.test(before) && /^\d/.test(after))
}

/** The number of cells that most records have, and how many those are; of equals the larger number. */
export function mostFrequent(counts: ReadonlyMap<number, number>): [columns: number, records: number] {
  let best: [number, number] = [0, 0]
  for (const [columns, records] of counts) {
    if (records > best[1] || (records === best[1] && columns > best[0])) best = [columns, records]
  }
  return best
}
