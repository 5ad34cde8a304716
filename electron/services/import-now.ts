import type { Issue } from '../contract/errors.ts'
import type { Result } from '../core/result.ts'
import { importInto, importTextInto } from '../jobs/import-file.ts'
import { USUAL_CHOICE, type PackageChoice } from '../jobs/package/choice.ts'
import { quietPulse, type JobFailure, type Report } from '../jobs/protocol.ts'
import type { Context } from './context.ts'
import { packageOrder } from './package-order.ts'
import { asWished, type FileWishes } from './table-wishes.ts'

export type FileReport = Report

/** A file with its bytes, or the issue for which they could not be read. */
export interface FileOrIssue {
  readonly name: string
  readonly bytes: Uint8Array | Issue
}

/** A report that says whether the file was refused, and how many of its notes could come in without the others. */
export type NowReport = Report & { readonly refused: boolean; readonly good: number }

function empty(file: string, issues: Issue[]): Report {
  return {
    file,
    format: 'unknown',
    notes: { added: 0, updated: 0, unchanged: 0, skipped: 0, conflicting: 0 },
    cards: { added: 0 },
    reviews: { added: 0, orphaned: 0 },
    media: { added: 0, missing: 0 },
    decks: [],
    issues,
  }
}

function refusedFor(file: string, issues: Issue[], good = 0): NowReport {
  return { ...empty(file, issues), refused: true, good }
}

function reported(file: string, done: Result<Report, Exclude<JobFailure, { code: 'bug' }>>): NowReport {
  if (done.ok) return { ...done.value, refused: false, good: 0 }
  return done.error.code === 'refused' ? refusedFor(file, done.error.issues, done.error.good) : refusedFor(file, [])
}

/**
 * Imports one file of a format that is text, on this thread and at once.
 * @returns the report; `refused` when nothing was changed
 */
export function importNow(context: Context, file: FileOrIssue, skipBad: boolean): NowReport {
  const { name, bytes } = file
  if (!(bytes instanceof Uint8Array)) return refusedFor(name, [bytes])
  return reported(name, importTextInto(context.collection, { name, bytes }, skipBad, quietPulse))
}

/**
 * Imports one file of any format on this thread, for the command line, where nobody waits for an answer meanwhile.
 * @param skipBad leave notes with an error out
 * @param choice for Anki packages
 * @param wishes for texts and tables
 * @returns the report; `refused` when nothing was changed
 */
export async function importFileNow(
  context: Context,
  file: FileOrIssue,
  skipBad: boolean,
  choice: PackageChoice = USUAL_CHOICE,
  wishes: FileWishes = {},
): Promise<NowReport> {
  const { name, bytes } = file
  if (!(bytes instanceof Uint8Array)) return refusedFor(name, [bytes])
  const wished = await asWished(context, { name, bytes }, wishes)
  if (!wished.ok) return refusedFor(name, wished.error)
  const order = packageOrder(context, choice)
  const done = reported(name, await importInto(context.collection, wished.value.file, skipBad, order, quietPulse))
  return { ...done, issues: [...wished.value.unused, ...done.issues] }
}
