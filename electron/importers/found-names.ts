import type { IssueLog } from './issue-log.ts'
import type { SourceText } from './source-text.ts'

/** Names that are said before the rest is counted. */
const SHOWN = 5

/**
 * One warning for all that was found under some names.
 * @param names each with the line of its first place; nothing is said when there are none
 */
export function warnOfNames(
  log: IssueLog,
  source: SourceText,
  names: ReadonlyMap<string, number>,
  code: string,
  message: string,
): void {
  const [first] = names.values()
  if (first === undefined) return
  const shown = [...names.keys()].slice(0, SHOWN).join(', ')
  const found = names.size > SHOWN ? `${shown} and ${names.size - SHOWN} more` : shown
  log.warn({ code, message, where: source.lineAt(first), found })
}
