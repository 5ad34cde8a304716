import type { Blueprint } from '../contract/content/catalogue.ts'
import type { AttemptReport, ReportItem } from '../contract/procedures/exam.ts'
import type { TextFile } from '../contract/procedures/report.ts'
import type { Answer } from '../contract/shapes.ts'
import { scoreAnswer } from '../core/cards/question-answer.ts'
import { chanceOfAtLeast } from '../core/exam/beta.ts'
import { objectivePlaces } from '../core/exam/blueprint.ts'
import { reportCsv, reportJson } from '../core/exam/report-file.ts'
import { changeFigures, paceFigures, taskFigures, type ReportedItem } from '../core/exam/report-figures.ts'
import { scoreAttempt } from '../core/exam/score.ts'
import { neededToPass } from '../core/insight/readiness/readiness.ts'
import { ok } from '../core/result.ts'
import { dayToDate, studyDay } from '../core/scheduling/study-day.ts'
import type { ReplacedAnswer } from '../store/attempt-writes.ts'
import type { AttemptItemRow, NoteRow } from '../store/rows.ts'
import type { Context } from './context.ts'
import { responseOf, summaryOf } from './exam.ts'
import { asked, snapshotOf } from './exam-snapshot.ts'
import { conflict, notFound, type Served } from './service-error.ts'

/** The report of a submitted attempt, from what was asked then and by the rules of then. */
export function examReport(context: Context, attemptId: number): Served<AttemptReport> {
  const { attempts } = context.collection
  const row = attempts.get(attemptId)
  const summary = attempts.summary(attemptId)
  if (!row || !summary) return notFound('mock exam')
  if (row.submitted_at === null) return conflict('This mock exam is still running.', attemptId)
  const blueprint = JSON.parse(row.blueprint) as Blueprint
  const rows = attempts.items(attemptId)
  const score = scoreAttempt(
    blueprint,
    rows.map((item) => ({ domain: item.domain, scored: item.scored === 1, correct: item.correct === 1 })),
  )
  const items = itemsOf(context, rows, { blueprint, seed: row.seed, attemptId })
  const reported = items.map(reportedOf)
  const evenPaceMs = Math.round(row.limit_ms > 0 ? row.limit_ms / items.length : realPace(context, row.blueprint_id))
  return ok({
    attempt: summaryOf(summary),
    total: score.total,
    passShare: blueprint.passShare,
    passed: score.passed,
    scaled: row.mode === 'exam' ? score.scaled : null,
    domains: score.domains.map((domain) => ({ ...domain })),
    tasks: taskFigures(blueprint, reported),
    again: row.mode === 'exam' ? againOf(blueprint, reported) : null,
    evenPaceMs,
    pace: paceFigures(reported, evenPaceMs),
    changes: changeFigures(reported),
    interruptions: JSON.parse(row.interruptions) as { at: number; gapMs: number }[],
    items,
  })
}

/** A report as a file to keep. */
export function reportFile(context: Context, attemptId: number, format: 'csv' | 'json'): Served<TextFile> {
  const made = examReport(context, attemptId)
  if (!made.ok) return made
  const { title, submittedAt, startedAt } = made.value.attempt
  const { rolloverHour } = context.settings.get()
  const day = dayToDate(studyDay(submittedAt ?? startedAt, context.zone(), rolloverHour))
  const slug = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
  const text = format === 'csv' ? reportCsv(made.value) : reportJson(made.value)
  return ok({
    name: `${slug}-${day}.${format}`,
    type: format === 'csv' ? 'text/csv' : 'application/json',
    text,
  })
}

/** Milliseconds a question in the real exam: what practice and quizzes, which have no limit, are set against. */
function realPace({ catalogue }: Context, blueprintId: string): number {
  const blueprint = catalogue.blueprint(blueprintId) ?? catalogue.blueprints[0]
  return blueprint ? (blueprint.minutes * 60_000) / blueprint.questions.total : 0
}

function againOf(blueprint: Blueprint, items: readonly ReportedItem[]): number {
  const right = items.filter((item) => item.right).length
  return chanceOfAtLeast(neededToPass(blueprint), blueprint.questions.scored, right, items.length)
}

interface Asking {
  readonly blueprint: Blueprint
  readonly seed: number
  readonly attemptId: number
}

function itemsOf(context: Context, rows: readonly AttemptItemRow[], { blueprint, seed, attemptId }: Asking) {
  const { cards, notes, attemptFacts } = context.collection
  const noteIds = rows.map((item) => item.note_id)
  const present = new Map(notes.many(noteIds).map((note) => [note.id, note]))
  const reviewed = new Set(cards.ofNotes(noteIds).flatMap((card) => (card.held === 0 ? card.note_id : [])))
  const before = attemptFacts.seenBefore(attemptId)
  const places = objectivePlaces(blueprint)
  return rows.map((item): ReportItem => {
    const { view, key, services, references, verifiedOn } = asked(item)
    const note = present.get(item.note_id)
    const place = item.objective === null ? undefined : places.get(item.objective)
    return {
      ordinal: item.ordinal,
      noteId: note ? note.id : null,
      guid: item.note_guid,
      domain: item.domain,
      objective: item.objective,
      task: place?.task ?? null,
      objectiveLabel: place?.label ?? null,
      scored: item.scored === 1,
      right: item.correct === 1,
      inReviews: reviewed.has(item.note_id),
      since: sinceThen(item, note, seed),
      seenBefore: before.has(item.note_guid),
      replaced: replacedOf(item),
      question: view,
      key,
      response: responseOf(item),
      badges: context.catalogue.badges(services),
      references,
      verifiedOn,
    }
  })
}

/** Whether the question would be asked in the same words and with the same key today. */
function sinceThen(item: AttemptItemRow, note: NoteRow | undefined, seed: number): ReportItem['since'] {
  if (!note) return 'deleted'
  const [then, now] = [asked(item), snapshotOf(note, seed)]
  return JSON.stringify([then.view, then.key]) === JSON.stringify([now.view, now.key]) ? 'same' : 'edited'
}

function replacedOf(item: AttemptItemRow): ReportItem['replaced'] {
  const { key } = asked(item)
  return (JSON.parse(item.history) as ReplacedAnswer[]).map(({ answer, spentMs }) => {
    const given = answer as Answer
    return { answer: given, right: scoreAnswer(key, given), spentMs }
  })
}

function reportedOf(item: ReportItem): ReportedItem {
  return {
    objective: item.objective,
    scored: item.scored,
    right: item.right,
    seen: item.response.seen,
    spentMs: item.response.spentMs,
    replaced: item.replaced.map(({ right }) => right),
  }
}
