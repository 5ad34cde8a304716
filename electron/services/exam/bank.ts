import type { Blueprint } from '../../contract/content/catalogue.ts'
import { bankOf } from '../../core/exam/bank.ts'
import { domainOf } from '../../core/exam/blueprint.ts'
import type { QuizItem, QuizPast } from '../../core/exam/quiz.ts'
import type { Steps } from '../../core/steps.ts'
import type { Collection } from '../../store/collection.ts'
import type { QuestionRow } from '../../store/question-bank.ts'

/** A question of the collection, without its text. */
export interface BankEntry extends QuizItem {
  readonly noteId: number
  readonly deck: string
  /** It was answered in the reviews. */
  readonly reviewed: boolean
}

const READ_AT_ONCE = 250

/** Reads every exam question of the collection, a portion in each step. */
export function* readBank(collection: Collection): Steps<BankEntry[]> {
  const paths = new Map(collection.decks.tree().map((deck) => [deck.id, deck.path]))
  const ids = collection.bank.ids()
  const entries: BankEntry[] = []
  for (let at = 0; at < ids.length; at += READ_AT_ONCE) {
    yield
    for (const row of collection.bank.some(ids.slice(at, at + READ_AT_ONCE))) {
      entries.push(entryOf(row, paths.get(row.deck_id) ?? ''))
    }
  }
  return entries
}

function entryOf(row: QuestionRow, deck: string): BankEntry {
  return {
    noteId: row.id,
    guid: row.guid,
    kind: row.kind,
    objective: row.objective,
    difficulty: row.difficulty ?? undefined,
    services: row.services === '[]' ? [] : (JSON.parse(row.services) as string[]),
    deck,
    reviewed: row.reps > 0,
  }
}

/** A question with its domain in an exam. */
export type PlacedEntry = BankEntry & { readonly domain: string }

/** The questions of an exam, each with its domain. */
export function* questionsOf(
  blueprint: Blueprint,
  all: readonly Blueprint[],
  bank: readonly BankEntry[],
): Steps<PlacedEntry[]> {
  const placed: PlacedEntry[] = []
  for (const [index, entry] of bankOf(blueprint, all, bank).entries()) {
    if (index % READ_AT_ONCE === 0) yield
    const domain = domainOf(blueprint, entry)
    if (domain !== undefined) placed.push({ ...entry, domain })
  }
  return placed
}

/** Guids of the questions that the person has met: in an attempt, removed ones included, or in the reviews. */
export function seenQuestions(
  collection: Collection,
  bank: readonly Pick<BankEntry, 'guid' | 'reviewed'>[],
): Set<string> {
  const seen = new Set(collection.attempts.askedAt().keys())
  for (const { guid, reviewed } of bank) if (reviewed) seen.add(guid)
  return seen
}

/** What became of the questions so far. */
export function pastOf(collection: Collection, bank: readonly BankEntry[]): QuizPast {
  return { records: collection.attempts.records(), seen: seenQuestions(collection, bank) }
}
