import type { StatisticsView } from '../../../../../electron/contract/procedures/statistics.ts'
import type { Sheet } from '../../../charts/sheet.ts'
import { count } from '../../../format/words.ts'

export interface StateRow {
  readonly words: string
  readonly value: number
  /** Of all cards, 0 to 1. */
  readonly part: number
}

/** Cards by state, the best known first; each card is in one row. */
export function stateRows(counts: StatisticsView['counts']): StateRow[] {
  const rows = [
    { words: 'Mature, 21 days or longer', value: counts.mature },
    { words: 'Young', value: counts.young },
    { words: 'Being relearned', value: counts.relearning },
    { words: 'Being learned', value: counts.learning },
    { words: 'New', value: counts.new },
    { words: 'Held for mock exams', value: counts.held },
    { words: 'Suspended', value: counts.suspended },
  ]
  const total = rows.reduce((sum, { value }) => sum + value, 0)
  return rows.map((row) => ({ ...row, part: total > 0 ? row.value / total : 0 }))
}

/** The same as a sheet. */
export function stateSheet(counts: StatisticsView['counts']): Sheet {
  return {
    columns: ['State', 'Cards', 'Share'],
    rows: stateRows(counts).map(({ words, value, part }) => [words, value, Math.round(part * 1000) / 1000]),
  }
}

/** How many of them rest for today. */
export function restingWords({ buried }: StatisticsView['counts']): string {
  return buried === 0 ? '' : `; ${count(buried)} rest until another day`
}
