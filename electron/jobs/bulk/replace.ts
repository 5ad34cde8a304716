import { NoteContent } from '../../contract/content/note-content.ts'
import type { BulkDone, Replacement, ReplaceReport } from '../../contract/procedures/browse.ts'
import { checkContent } from '../../core/cards/validate.ts'
import { summary } from '../../core/cards/note-text.ts'
import { fieldTexts, withTexts } from '../../core/search/note-fields.ts'
import { compileRegex } from '../../core/search/regex.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Collection } from '../../store/collection.ts'
import type { NoteRow } from '../../store/rows.ts'
import { fitCards } from '../note-row.ts'
import type { JobPulse } from '../protocol.ts'
import { bounded } from '../search/bounded.ts'
import type { BulkProblem } from './index.ts'
import { amount, CANCELLED, inSteps } from './steps.ts'

const BATCH = 200
const SAMPLES = 20
/** Characters of a sample around the place. */
const AROUND = 60

/** What becomes of one note. */
interface Change {
  readonly noteId: number
  readonly content: string | null
  readonly tags: string | null
}

interface Replacer {
  readonly regex: RegExp
  readonly to: string
  /** Whether `$1` and the like mean something. */
  readonly literal: boolean
}

function replacerOf(what: Replacement): Result<Replacer, BulkProblem> {
  const source = what.regex ? what.find : what.find.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  const compiled = compileRegex(source, { matchCase: what.matchCase, everywhere: true })
  if (!compiled.ok)
    return fail({ code: 'bad-regex', message: `This regular expression cannot be read: ${compiled.error}.` })
  return ok({ regex: compiled.value, to: what.replace, literal: !what.regex })
}

function replaced(text: string, { regex, to, literal }: Replacer): { text: string; places: number } {
  const places = text.match(regex)?.length ?? 0
  if (places === 0) return { text, places }
  return { text: literal ? text.replace(regex, () => to) : text.replace(regex, to), places }
}

/** The text around the first place that differs. */
function excerpt(text: string, at: number): string {
  const from = Math.max(0, at - AROUND)
  const cut = text.slice(from, at + 2 * AROUND)
  return `${from > 0 ? '…' : ''}${cut}${from + cut.length < text.length ? '…' : ''}`
}

function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return at
}

/** Goes through notes and finds out what replacing would do to each. */
class Replacing {
  readonly changes: Change[] = []
  readonly report: ReplaceReport = { notes: 0, places: 0, refused: 0, samples: [] }
  readonly #collection: Collection
  readonly #what: Replacement
  readonly #replacer: Replacer

  constructor(collection: Collection, what: Replacement, replacer: Replacer) {
    this.#collection = collection
    this.#what = what
    this.#replacer = replacer
  }

  look(note: NoteRow): void {
    const field = this.#what.field?.toLowerCase() ?? null
    if (field === 'tags') this.#lookAtTags(note)
    else this.#lookAtTexts(note, field)
  }

  #lookAtTags(note: NoteRow): void {
    const before = JSON.parse(note.tags) as string[]
    const done = before.map((tag) => replaced(tag, this.#replacer))
    const places = done.reduce((sum, one) => sum + one.places, 0)
    if (places === 0) return
    const after = [...new Set(done.map((one) => one.text.trim()).filter((tag) => tag !== ''))]
    const refusal = after.some((tag) => tag.length > 200) ? 'A tag has at most 200 characters.' : null
    this.#note(note, places, { field: 'tags', before: before.join(', '), after: after.join(', ') }, refusal)
    if (refusal === null) this.changes.push({ noteId: note.id, content: null, tags: JSON.stringify(after) })
  }

  #lookAtTexts(note: NoteRow, field: string | null): void {
    const content = JSON.parse(note.content) as NoteContent
    const type = content.kind === 'template' ? this.#collection.noteTypes.byGuid(content.noteType) : undefined
    const names = type?.definition.fields.map((one) => one.name) ?? []
    const done = fieldTexts(content, names)
      .filter((one) => field === null || one.field.toLowerCase() === field)
      .map((one) => ({ ...one, ...replaced(one.text, this.#replacer), before: one.text }))
      .filter((one) => one.places > 0)
    const [first] = done
    if (first === undefined) return
    const after = NoteContent.safeParse(withTexts(content, done))
    const refusal = refusalOf(after)
    const places = done.reduce((sum, one) => sum + one.places, 0)
    this.#note(note, places, { field: first.field, before: first.before, after: first.text }, refusal)
    if (refusal === null && after.success) {
      this.changes.push({ noteId: note.id, content: JSON.stringify(after.data), tags: null })
    }
  }

  #note(
    note: NoteRow,
    places: number,
    sample: { readonly field: string; readonly before: string; readonly after: string },
    refusal: string | null,
  ): void {
    const { report } = this
    report.notes += 1
    report.places += places
    if (refusal !== null) report.refused += 1
    if (report.samples.length >= SAMPLES) return
    const at = firstDifference(sample.before, sample.after)
    const shown = { before: excerpt(sample.before, at), after: excerpt(sample.after, at) }
    report.samples.push({ noteId: note.id, field: sample.field, ...shown, refusal })
  }
}

function refusalOf(after: ReturnType<typeof NoteContent.safeParse>): string | null {
  if (!after.success) return after.error.issues[0]?.message ?? 'The note would no longer be right.'
  return checkContent(after.data)[0]?.message ?? null
}

function lookAtAll(collection: Collection, what: Replacement, pulse: JobPulse): Result<Replacing, BulkProblem> {
  const replacer = replacerOf(what)
  if (!replacer.ok) return replacer
  const replacing = new Replacing(collection, what, replacer.value)
  const noteIds = what.noteIds ?? collection.search.allNoteIds()
  for (let start = 0; start < noteIds.length; start += BATCH) {
    if (pulse.cancelled()) return fail(CANCELLED)
    pulse.progress('Looking', start, noteIds.length)
    const notes = collection.notes.many(noteIds.slice(start, start + BATCH))
    const ended = bounded(() => notes.forEach((note) => replacing.look(note)))
    if (!ended) {
      const message = 'The regular expression was stopped: it takes too long on one of the notes.'
      return fail({ code: 'regex-too-slow', message })
    }
  }
  return ok(replacing)
}

/** Says what replacing would do; changes nothing. */
export function previewReplace(
  collection: Collection,
  what: Replacement,
  pulse: JobPulse,
): Result<ReplaceReport, BulkProblem> {
  const looked = lookAtAll(collection, what, pulse)
  return looked.ok ? ok(looked.value.report) : looked
}

/** Replaces in one transaction. Notes that would no longer be right stay as they are, and are counted. */
export function replaceText(
  collection: Collection,
  what: Replacement,
  now: number,
  pulse: JobPulse,
): Result<BulkDone, BulkProblem> {
  const looked = lookAtAll(collection, what, pulse)
  if (!looked.ok) return looked
  const { changes, report } = looked.value
  const undo = `Find and replace in ${amount(changes.length, 'note')}`
  const done = collection.transact(undo, (writes) =>
    inSteps(changes, 'Replacing', pulse, (batch) => {
      for (const { noteId, content, tags } of batch) {
        if (tags !== null) writes.notes.update(noteId, { tags, edited_at: now })
        if (content === null) continue
        const next = JSON.parse(content) as NoteContent
        writes.notes.update(noteId, { content, summary: summary(next), edited_at: now })
        fitCards(collection, writes, noteId, next)
      }
    }),
  )
  if (!done.ok) return done
  const reason = report.samples.find((sample) => sample.refusal !== null)?.refusal ?? null
  return ok({ undo, changed: changes.length, skipped: report.refused, reason })
}
