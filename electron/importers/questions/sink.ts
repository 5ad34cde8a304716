import type { Place } from '../../contract/errors.ts'
import { LIMITS } from '../../contract/content/primitives.ts'
import { plainText } from '../../core/cards/plain-text.ts'
import { deckFromFile, deckPath } from '../deck-path.ts'
import { PLAIN_NOTE, stableGuid, type ImportedDeck, type ImportedNote, type QuestionFormat } from '../imported-deck.ts'
import type { IssueLog, Problem } from '../issue-log.ts'
import { IMPORT_LIMITS } from '../limits.ts'
import { buildContent } from './content.ts'
import type { DraftQuestion } from './draft.ts'
import { guidOfId, isGlobalId } from './identity.ts'
import type { MediaShelf } from './media-shelf.ts'
import { readTags } from './tags.ts'

/** Gathers the questions of a file; see {@link createQuestionSink}. */
export interface QuestionSink {
  /** Takes a question, or logs why it can't come in. */
  take(draft: DraftQuestion): void
  /** Logs a question that could not even be read. */
  refuse(where: Place, problem: Omit<Problem, 'where'>): void
  /** Questions taken and refused so far. */
  count(): number
  finish(shelf: MediaShelf | null): ImportedDeck
}

interface Taken {
  readonly draft: DraftQuestion
  readonly note: Omit<ImportedNote, 'guid'>
}

export interface SinkOptions {
  readonly file: string
  readonly format: QuestionFormat
  /** Deck of the file; by default its name. */
  readonly deck?: string | undefined
  readonly log: IssueLog
}

/**
 * Turns drafts into notes with lasting identities. What a question loses is one warning with its place; a question
 * that can't come in is one error.
 */
export function createQuestionSink({ file, format, deck, log }: SinkOptions): QuestionSink {
  const root = deck ?? deckFromFile(file)
  const taken: Taken[] = []
  let bad = 0
  const place = (where: Place, field?: string): Place => {
    const note = taken.length + bad + 1
    return { ...where, note, ...(field === undefined ? {} : { field }) }
  }
  return {
    count: () => taken.length + bad,
    refuse(where, problem) {
      log.error({ ...problem, where: place(where) })
      bad += 1
    },
    take(draft) {
      const marks = readTags(draft.tags)
      const built = buildContent(draft, marks)
      if (!built.ok) {
        const { field, ...problem } = built.error
        log.error({ ...problem, message: named(draft, problem.message), where: place(draft.where, field) })
        bad += 1
        return
      }
      const where = place(draft.where)
      const { content, changes } = built.value
      tellLosses(draft, changes, where, log)
      const path = deckOf(root, draft)
      const { tags, objective } = marks
      taken.push({ draft, note: { deck: path, content, tags, ...PLAIN_NOTE, objective, where } })
    },
    finish(shelf) {
      if (taken.length + bad === 0) {
        log.warn({ code: 'no-notes', message: 'The file holds no questions.', where: { file } })
      }
      tellOfMedia(file, shelf, log)
      return {
        file,
        format,
        head: null,
        notes: withGuids(taken, format, root),
        bad,
        onMatch: 'update',
        missingMedia: [...(shelf?.missing ?? [])],
        ...(shelf && shelf.media.length > 0 ? { media: shelf.media } : {}),
        issues: log.list(),
      }
    },
  }
}

/** What this program wrote itself was right as a whole or wrong: its marks are only the way the format says so. */
function tellLosses(draft: DraftQuestion, changes: readonly string[], where: Place, log: IssueLog): void {
  const own = guidOfId(draft.id) !== null
  const lost = own ? draft.lost.filter((part) => !part.startsWith('part marks')) : draft.lost
  const said = own ? [] : changes
  if (said.length + lost.length === 0) return
  const message = named(
    draft,
    [...said, ...(lost.length > 0 ? [`It comes in without ${inWords(lost)}.`] : [])].join(' '),
  )
  log.warn({ code: 'not-carried', message, where, found: lost.join('; ') || BODIES[draft.body.type] })
}

/** What is asked for, in words. */
const BODIES: Readonly<Record<DraftQuestion['body']['type'], string>> = {
  choice: 'a choice',
  ordering: 'an ordering',
  matching: 'a matching',
  typed: 'a typed answer',
  unsupported: 'another kind of question',
}

/** A question's name before what is said of it. */
function named({ title, stem }: DraftQuestion, message: string): string {
  const name = title === '' ? plainText(stem.slice(0, 400)) : title
  const short = name.length > 60 ? `${name.slice(0, 59)}…` : name
  return short.trim() === '' ? message : `“${short}”: ${message}`
}

function inWords(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}

/** Questions that this program wrote say their whole deck; others a place below that of the file. */
function deckOf(root: string, { id, category }: DraftQuestion): string {
  const levels = category
    .map((level) =>
      level
        .replace(/:{2,}/g, ':')
        .replace(/[\t\n\r]+/g, ' ')
        .trim()
        .slice(0, LIMITS.name)
        .trim(),
    )
    .filter((level) => level !== '')
  const whole = guidOfId(id) !== null && levels.length > 0
  const made = deckPath((whole ? levels : [root, ...levels]).slice(0, IMPORT_LIMITS.deckLevels).join('::'))
  return 'path' in made ? made.path : root
}

function tellOfMedia(file: string, shelf: MediaShelf | null, log: IssueLog): void {
  if (!shelf) return
  const missing = [...shelf.missing]
  if (missing.length > 0) {
    const few = missing.length === 1 ? '1 picture or sound is' : `${missing.length} pictures or sounds are`
    const message = `${few} not in the file. Nothing is fetched from elsewhere.`
    const shown = missing.slice(0, 10).join(', ')
    log.warn({ code: 'missing-media', message, where: { file }, found: shown })
  }
  for (const why of shelf.refused) {
    log.warn({ code: 'media-left-out', message: `A picture or sound stays out: ${why}.`, where: { file } })
  }
}

/**
 * A guid for each question. An id of this program's own is read back; a global id stands for itself; another id or
 * a title that no other question has stands beside its deck; the rest are known by their text.
 */
function withGuids(taken: readonly Taken[], format: QuestionFormat, root: string): ImportedNote[] {
  const family = format.startsWith('qti') ? 'qti' : format
  const titles = countBy(taken, (one) => titleKey(one))
  const used = new Map<string, number>()
  return taken.map((one) => {
    const { draft, note } = one
    const own = guidOfId(draft.id)
    const key =
      draft.id !== ''
        ? [family, 'id', ...(isGlobalId(draft.id) ? [] : [root]), draft.id]
        : draft.title !== '' && titles.get(titleKey(one)) === 1
          ? [family, 'title', note.deck, draft.title.normalize()]
          : [family, 'text', note.deck, draft.stem.normalize()]
    const guid = own ?? stableGuid(...key)
    const earlier = used.get(guid) ?? 0
    used.set(guid, earlier + 1)
    const made = own === null && !isGlobalId(draft.id) ? ({ madeGuid: true } as const) : {}
    return { guid: earlier === 0 ? guid : stableGuid(guid, String(earlier)), ...made, ...note }
  })
}

function titleKey({ draft, note }: Taken): string {
  return `${note.deck}\u001f${draft.title.normalize()}`
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}
