import type { Issue } from '../../contract/errors.ts'

/** Longest entry name that a message repeats. */
const SHOWN_NAME = 200

/** What is wrong with an archive or an entry; the place is added by {@link archiveIssue}. */
export interface ArchiveProblem {
  readonly code: string
  readonly message: string
  readonly expected: string
  readonly found: string
}

/**
 * A refusal with its place.
 * @param file the archive
 * @param entry name of the entry inside, when one is to blame
 */
export function archiveIssue(file: string, problem: ArchiveProblem, entry?: string): Issue {
  const where = entry === undefined ? { file } : { file, field: shown(entry) }
  return { severity: 'error', ...problem, found: shown(problem.found), where }
}

/** A name that a message can hold: control characters as their numbers, not too long. */
export function shown(name: string): string {
  const readable = [...name.slice(0, SHOWN_NAME)].map((sign) => (isControl(sign) ? numbered(sign) : sign)).join('')
  return name.length > SHOWN_NAME ? `${readable}…` : readable
}

function isControl(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0
  return code < 32 || code === 127
}

function numbered(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

export const DAMAGED = 'an archive that is whole'

/** The refusal of an archive whose parts contradict each other. */
export function damaged(message: string, found: string): ArchiveProblem {
  return { code: 'archive-damaged', message: `The archive is damaged: ${message}`, expected: DAMAGED, found }
}
