import type { ExamKind } from '../../contract/content/note-content.ts'
import { hashSeed } from '../random.ts'
import type { Steps } from '../steps.ts'
import type { BankItem, Placed } from './assemble.ts'
import { MIDDLE_DIFFICULTY, Selection } from './selection.ts'

/** What became of a question so far: how often it was asked in an attempt that is over, and how often right. */
export interface QuestionRecord {
  readonly asked: number
  readonly right: number
}

/** A question that a quiz can ask. */
export interface QuizItem extends BankItem {
  readonly services: readonly string[]
}

/** What a quiz is to be about; an empty list lets everything through. */
export interface QuizWish {
  readonly domains: readonly string[]
  readonly objectives: readonly string[]
  readonly kinds: readonly ExamKind[]
  readonly services: readonly string[]
  readonly difficulties: readonly number[]
  readonly past: 'any' | 'missed' | 'unseen'
}

/** What is known of the person and the bank's questions, by guid. */
export interface QuizPast {
  readonly records: ReadonlyMap<string, QuestionRecord>
  /** Questions that were in an attempt or in the reviews. */
  readonly seen: ReadonlySet<string>
}

/** True for a question that was answered wrong at least once. */
export function wasMissed(record: QuestionRecord | undefined): boolean {
  return record !== undefined && record.right < record.asked
}

/** The questions that a wish lets through. */
export function quizMatches<T extends QuizItem>(bank: readonly T[], wish: QuizWish, past: QuizPast): T[] {
  const lets = <V>(list: readonly V[], value: V): boolean => list.length === 0 || list.includes(value)
  return bank.filter(
    (item) =>
      lets(wish.domains, item.domain ?? '') &&
      lets(wish.objectives, item.objective ?? '') &&
      lets(wish.kinds, item.kind) &&
      lets(wish.difficulties, item.difficulty ?? MIDDLE_DIFFICULTY) &&
      (wish.services.length === 0 || item.services.some((service) => wish.services.includes(service))) &&
      (wish.past !== 'unseen' || !past.seen.has(item.guid)) &&
      (wish.past !== 'missed' || wasMissed(past.records.get(item.guid))),
  )
}

/** How much an objective's own share counts in the estimate for one of its questions, in answers. */
const BORROWED = 2

/**
 * The share of right answers to expect of a question: its own answers, with two more at the share of its objective,
 * which itself starts from one right and one wrong. A plain shrunken mean; it only puts questions in an order.
 */
export function expectedShare(own: QuestionRecord | undefined, objective: QuestionRecord): number {
  const common = (objective.right + 1) / (objective.asked + 2)
  return ((own?.right ?? 0) + BORROWED * common) / ((own?.asked ?? 0) + BORROWED)
}

/**
 * Chooses at most `size` questions. `mixed` spreads them over objectives, kinds and difficulties, those not seen yet
 * before the others; `weakest` takes those with the least expected share. The seed decides between equals, so that
 * the order of the bank does not matter.
 * @param matches the questions to choose from, as `quizMatches` gives them
 * @param bank all questions, from which the share of each objective is reckoned
 */
export function* choosingQuiz<T extends QuizItem>(
  matches: readonly T[],
  bank: readonly T[],
  past: QuizPast,
  options: { readonly size: number; readonly order: 'mixed' | 'weakest'; readonly seed: number },
): Steps<T[]> {
  const { size, order, seed } = options
  const byGuid = new Map(matches.map((item) => [item.guid, item]))
  const keyed = [...byGuid.values()].map((item) => ({ item, key: hashSeed('quiz', seed, item.guid) }))
  yield
  keyed.sort((a, b) => a.key - b.key || (a.item.guid < b.item.guid ? -1 : 1))
  const drawn = keyed.map(({ item }) => item)
  yield
  if (order === 'weakest') return byWeakness(drawn, bank, past).slice(0, size)
  const placed = drawn.map((item): Placed => ({ item, domain: item.domain ?? '', task: taskOf(item.objective) }))
  const kinds = [...Map.groupBy(drawn, (item) => item.kind)].map(([kind, items]) => [kind, items.length] as const)
  const selection = new Selection(kinds, placed)
  const fresh = placed.filter(({ item }) => !past.seen.has(item.guid))
  const known = placed.filter(({ item }) => past.seen.has(item.guid))
  const chosen = [...(yield* selection.taking(fresh, size))]
  chosen.push(...(yield* selection.taking(known, size - chosen.length)))
  return chosen.flatMap(({ item }) => byGuid.get(item.guid) ?? [])
}

function byWeakness<T extends QuizItem>(drawn: readonly T[], bank: readonly T[], past: QuizPast): T[] {
  const objectives = new Map<string, { asked: number; right: number }>()
  for (const { guid, objective } of bank) {
    const own = past.records.get(guid)
    if (!own || objective === null) continue
    const sum = objectives.get(objective) ?? { asked: 0, right: 0 }
    objectives.set(objective, { asked: sum.asked + own.asked, right: sum.right + own.right })
  }
  const share = (item: T): number =>
    expectedShare(past.records.get(item.guid), objectives.get(item.objective ?? '') ?? { asked: 0, right: 0 })
  return drawn
    .map((item) => ({ item, share: share(item) }))
    .sort((a, b) => a.share - b.share)
    .map(({ item }) => item)
}

/** Objectives are numbered under their task: 3.2 for 3.2.5. */
function taskOf(objective: string | null): string {
  return objective?.split('.').slice(0, 2).join('.') ?? ''
}
