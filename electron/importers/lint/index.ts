import type { Issue } from '../../contract/errors.ts'
import type { Rule } from './bank.ts'
import { coverageOf, type Coverage } from './coverage.ts'
import { loadBank } from './load.ts'
import { RULES } from './rules/index.ts'

export { printCoverage, type Coverage } from './coverage.ts'

/** What lint found. */
export interface LintReport {
  /** Deck files that could be read. */
  readonly files: readonly string[]
  readonly notes: number
  readonly issues: readonly Issue[]
  /** For each exam of which all decks were looked at. */
  readonly coverage: readonly Coverage[]
}

export interface LintOptions {
  /** Decks folder whose services, facts and exams hold for files that have none near them. */
  readonly fallback?: string
  readonly rules?: readonly Rule[]
}

/**
 * Checks deck files, catalogue files and folders of both, alone and against one another. Files are read, nothing
 * is written; every problem names its file, line and column where it has one.
 */
export function lintDecks(paths: readonly string[], options: LintOptions = {}): LintReport {
  const { bank, issues } = loadBank(paths, options.fallback ?? null)
  const found = (options.rules ?? RULES).flatMap((rule) => rule(bank))
  return {
    files: bank.files.map((file) => file.file),
    notes: bank.notes.length,
    issues: [...issues, ...found].sort(byPlace),
    coverage: coverageOf(bank),
  }
}

function byPlace(a: Issue, b: Issue): number {
  const [first = '', second = ''] = [a.where.file, b.where.file]
  if (first !== second) return first < second ? -1 : 1
  return (a.where.line ?? 0) - (b.where.line ?? 0) || (a.where.column ?? 0) - (b.where.column ?? 0)
}
