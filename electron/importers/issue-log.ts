import type { Issue } from '../contract/errors.ts'
import { IMPORT_LIMITS } from './limits.ts'

/** A problem before its weight is known. */
export type Problem = Omit<Issue, 'severity'>

/** Longest quotation of a file in one part of a problem, in characters. */
const LONGEST_PART = 200

/** Gathers the problems of one file; see {@link createIssueLog}. */
export interface IssueLog {
  error(problem: Problem): void
  warn(problem: Problem): void
  /** How many errors were logged, those above the limit included. */
  errors(): number
  /** The problems in the order of their places; above the limit a last line says how many more there are. */
  list(): Issue[]
}

/**
 * Collects problems up to `IMPORT_LIMITS.issues`. Errors take precedence over warnings, so that a flood of
 * warnings never hides that something is wrong.
 */
export function createIssueLog(file: string): IssueLog {
  const kept: Record<Issue['severity'], Issue[]> = { error: [], warning: [] }
  const counted: Record<Issue['severity'], number> = { error: 0, warning: 0 }
  const add = (severity: Issue['severity'], problem: Problem) => {
    counted[severity] += 1
    if (kept[severity].length < IMPORT_LIMITS.issues) kept[severity].push({ severity, ...readable(problem) })
  }
  return {
    error: (problem) => add('error', problem),
    warn: (problem) => add('warning', problem),
    errors: () => counted.error,
    list() {
      const shown = [...kept.error, ...kept.warning].slice(0, IMPORT_LIMITS.issues)
      const more = counted.error + counted.warning - shown.length
      shown.sort(byPlace)
      if (more > 0) {
        const severity = counted.error > kept.error.length ? 'error' : 'warning'
        shown.push({ severity, code: 'more', message: `and ${more} more`, where: { file } })
      }
      return shown
    },
  }
}

/** Names of fields and values come from the file and may be as long as it is. */
function readable(problem: Problem): Problem {
  const { found, where } = problem
  const { field } = where
  return {
    ...problem,
    where: field === undefined ? where : { ...where, field: shorten(field) },
    ...(found === undefined ? {} : { found: shorten(found) }),
  }
}

function shorten(text: string): string {
  return text.length > LONGEST_PART ? `${text.slice(0, LONGEST_PART)}…` : text
}

function byPlace(a: Issue, b: Issue): number {
  return (a.where.line ?? 0) - (b.where.line ?? 0) || (a.where.column ?? 0) - (b.where.column ?? 0)
}
