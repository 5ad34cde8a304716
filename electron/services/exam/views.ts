import type { Blueprint } from '../../contract/content/catalogue.ts'
import type {
  AttemptSitting,
  AttemptSummary,
  BlueprintView,
  Feedback,
  ResponseState,
} from '../../contract/procedures/exam.ts'
import type { Answer } from '../../contract/shapes.ts'
import type { BankItem } from '../../core/exam/assemble.ts'
import { surveyBank } from '../../core/exam/bank.ts'
import { scoreAnswer } from '../../core/cards/question-answer.ts'
import type { AttemptSummaryRow } from '../../store/attempts.ts'
import type { AttemptItemRow, AttemptRow } from '../../store/rows.ts'
import type { Catalogue } from '../catalogue.ts'
import { asked } from '../exam-snapshot.ts'

/** An exam that can be sat, and what its bank holds. */
export function blueprintView(
  blueprint: Blueprint,
  imported: boolean,
  bank: readonly BankItem[],
  seen: ReadonlySet<string>,
): BlueprintView {
  const { domains, freshForms } = surveyBank(blueprint, bank, seen)
  return {
    id: blueprint.id,
    code: blueprint.code,
    name: blueprint.name,
    questions: blueprint.questions.total,
    scored: blueprint.questions.scored,
    minutes: blueprint.minutes,
    passShare: blueprint.passShare,
    kinds: Object.entries(blueprint.kinds).map(([kind, share]) => ({ kind: kind as BankItem['kind'], share })),
    deck: blueprint.deck ?? null,
    imported,
    domains: domains.map((domain) => ({ ...domain })),
    freshForms,
  }
}

/** What the interface knows of a response. */
export function responseOf(
  item: Pick<AttemptItemRow, 'answer' | 'flagged' | 'guessed' | 'struck' | 'highlights' | 'seen' | 'spent_ms'>,
): ResponseState {
  return {
    answer: item.answer === null ? null : (JSON.parse(item.answer) as Answer),
    flagged: item.flagged === 1,
    guessed: item.guessed === 1,
    struck: JSON.parse(item.struck) as number[],
    highlights: JSON.parse(item.highlights) as [number, number][],
    seen: item.seen === 1,
    spentMs: item.spent_ms,
  }
}

/** What is told of a question after its key was asked for. */
export function feedbackOf(item: AttemptItemRow, catalogue: Catalogue): Feedback {
  const { key, services, references, verifiedOn } = asked(item)
  return {
    right: scoreAnswer(key, responseOf(item).answer),
    key,
    objective: item.objective,
    badges: catalogue.badges(services),
    references,
    verifiedOn,
  }
}

/** An attempt as it is sat, with the clock's readings; `elsewhere`: another window holds it. */
export function sittingOf(
  row: AttemptRow,
  items: readonly AttemptItemRow[],
  { elsewhere, ...clock }: { readonly remainingMs: number; readonly spentMs: number; readonly elsewhere: boolean },
  catalogue: Catalogue,
): AttemptSitting {
  return {
    attemptId: row.id,
    mode: row.mode,
    title: row.title,
    limitMs: row.limit_ms,
    remainingMs: clock.remainingMs,
    spentMs: clock.spentMs,
    paused: row.paused === 1,
    scratch: row.scratch,
    position: row.position,
    elsewhere,
    items: items.map((item) => ({
      ordinal: item.ordinal,
      question: asked(item).view,
      response: responseOf(item),
      feedback: item.revealed_at === null ? null : feedbackOf(item, catalogue),
    })),
  }
}

/** An attempt as lists show it. */
export function summaryOf(row: AttemptSummaryRow): AttemptSummary {
  return {
    attemptId: row.id,
    mode: row.mode,
    title: row.title,
    blueprintId: row.blueprint_id,
    state: row.submitted_at === null ? 'running' : 'submitted',
    startedAt: row.started_at,
    submittedAt: row.submitted_at,
    timedOut: row.timed_out === 1,
    limitMs: row.limit_ms,
    spentMs: row.spent_ms,
    answered: row.answered,
    questions: row.questions,
    right: row.submitted_at === null ? null : (row.right ?? 0),
    scored: row.scored,
  }
}
