import type { Database } from 'better-sqlite3'
import { setImmediate } from 'node:timers/promises'
import { fail, ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import { FILE_DAMAGED, RULES } from './check-rules.ts'
import type { Rule } from './check-rules.ts'
import { storeProblem } from './problems.ts'

/** Something that is not as it must be. */
export interface Finding {
  readonly code: string
  /** For a person: what is wrong, with a number. */
  readonly message: string
  /** Up to ten rows or lines that show it. */
  readonly examples: readonly string[]
}

/** How a check says where it is, and learns that it should stop. */
export interface CheckPulse {
  cancelled: () => boolean
  progress: (stage: string, done: number, total: number) => void
}

const EXAMPLES = 10

/**
 * Checks the whole collection: the file, its references, and what must hold between the tables. Reads everything,
 * so it belongs in a worker, on a connection of its own.
 *
 * @param pulse told before each step; asked after it whether to stop (a step cannot be interrupted)
 * @returns what is wrong, most basic first; `cancelled` when it was stopped
 */
export async function checkCollection(
  { db }: { readonly db: Database },
  pulse: CheckPulse,
): Promise<Result<Finding[], { code: 'cancelled' }>> {
  const findings: Finding[] = []
  for (const [index, rule] of RULES.entries()) {
    pulse.progress(rule.stage, index, RULES.length)
    // Lets the thread hear that it should stop.
    await setImmediate()
    if (pulse.cancelled()) return fail({ code: 'cancelled' })
    const finding = apply(db, rule)
    if (finding !== null) findings.push(finding)
    // On a damaged file the other rules would read what is not there.
    if (finding?.code === 'file') break
  }
  pulse.progress('Done', RULES.length, RULES.length)
  return ok(findings)
}

function apply(db: Database, rule: Rule): Finding | null {
  const examples: string[] = []
  let count = 0
  try {
    for (const value of db.prepare<[], string | number>(rule.sql).pluck().iterate()) {
      count += 1
      if (examples.length < EXAMPLES) examples.push(String(value))
    }
  } catch (error) {
    // Damage can stop the very query that looks for it.
    if (storeProblem(error)?.code !== 'damaged') throw error
    return { code: 'file', message: FILE_DAMAGED, examples: [String(error)] }
  }
  return count === 0 ? null : { code: rule.code, message: rule.message(count), examples }
}
