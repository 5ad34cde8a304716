import type { Blueprint } from '../../contract/content/catalogue.ts'
import { EXAM_KINDS } from '../../contract/content/note-content.ts'
import type { QuizChoices, QuizFilter } from '../../contract/procedures/exam.ts'
import type { FormItem } from '../../core/exam/assemble.ts'
import { choosingQuiz, quizMatches, wasMissed, type QuizPast } from '../../core/exam/quiz.ts'
import { MIDDLE_DIFFICULTY } from '../../core/exam/selection.ts'
import { ok } from '../../core/result.ts'
import type { Context } from '../context.ts'
import { conflict, notFound, type Served } from '../service-error.ts'
import { pastOf, questionsOf, readBank, type PlacedEntry } from './bank.ts'
import { inSlices } from './slices.ts'
import { busyWith, insert, itemsOf, titleFor } from './start.ts'

interface QuizBank {
  /** Null for the whole collection. */
  readonly blueprint: Blueprint | null
  readonly bank: readonly PlacedEntry[]
  readonly past: QuizPast
}

async function quizBank(context: Context, blueprintId: string | null): Promise<Served<QuizBank>> {
  const { collection, catalogue } = context
  const blueprint = blueprintId === null ? null : catalogue.blueprint(blueprintId)
  if (blueprint === undefined) return notFound('exam')
  const all = await inSlices(readBank(collection))
  const bank = blueprint
    ? await inSlices(questionsOf(blueprint, catalogue.blueprints, all))
    : all.map((entry): PlacedEntry => ({ ...entry, domain: '' }))
  return ok({ blueprint, bank, past: pastOf(collection, bank) })
}

/** What a quiz can be drawn from, counted. */
export async function quizChoices(context: Context, blueprintId: string | null): Promise<Served<QuizChoices>> {
  const found = await quizBank(context, blueprintId)
  if (!found.ok) return found
  const { blueprint, bank, past } = found.value
  const by = (keysOf: (entry: PlacedEntry) => readonly string[]): Map<string, number> => {
    const counts = new Map<string, number>()
    for (const entry of bank) for (const key of keysOf(entry)) counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts
  }
  const domains = by(({ domain }) => [domain])
  const objectives = by(({ objective }) => [objective ?? ''])
  const kinds = by(({ kind }) => [kind])
  const difficulties = by(({ difficulty }) => [String(difficulty ?? MIDDLE_DIFFICULTY)])
  const services = [...by((entry) => entry.services)].map(([id, questions]) => {
    return { id, name: context.catalogue.serviceName(id), questions }
  })
  return ok({
    questions: bank.length,
    missed: bank.filter(({ guid }) => wasMissed(past.records.get(guid))).length,
    unseen: bank.filter(({ guid }) => !past.seen.has(guid)).length,
    domains: (blueprint?.domains ?? []).map(({ id, title, tasks }) => ({
      id,
      title,
      questions: domains.get(id) ?? 0,
      objectives: tasks.flatMap((task) =>
        task.objectives.map((one) => ({ ...one, questions: objectives.get(one.id) ?? 0 })),
      ),
    })),
    kinds: EXAM_KINDS.map((kind) => ({ kind, questions: kinds.get(kind) ?? 0 })),
    services: services.sort((a, b) => a.name.localeCompare(b.name, 'en')),
    difficulties: [1, 2, 3].map((difficulty) => ({ difficulty, questions: difficulties.get(String(difficulty)) ?? 0 })),
  })
}

/** How many questions a filter lets through. */
export async function countMatches(context: Context, filter: QuizFilter): Promise<Served<{ questions: number }>> {
  const found = await quizBank(context, filter.blueprintId)
  if (!found.ok) return found
  return ok({ questions: quizMatches(found.value.bank, filter, found.value.past).length })
}

export interface QuizInput {
  readonly filter: QuizFilter
  readonly size: number
  readonly order: 'mixed' | 'weakest'
  readonly seed?: number | undefined
}

/** Starts a quiz of at most `size` of the questions that match. */
export async function startQuiz(context: Context, input: QuizInput): Promise<Served<{ attemptId: number }>> {
  const busy = busyWith(context)
  if (busy) return busy
  const { filter, size, order, seed = context.now() } = input
  const found = await quizBank(context, filter.blueprintId)
  if (!found.ok) return found
  const { blueprint, bank, past } = found.value
  const matches = quizMatches(bank, filter, past)
  if (matches.length === 0) return conflict('No question fits this choice. Choose more, and start again.')
  const chosen = await inSlices(choosingQuiz(matches, bank, past, { size, order, seed }))
  const items = chosen.map(({ guid, kind, domain, objective }): FormItem => ({
    guid,
    kind,
    domain,
    objective,
    scored: true,
  }))
  const drawn = await inSlices(itemsOf(context, { seed, items }))
  if (!drawn.ok) return drawn
  const rules = quizRules(blueprint, items)
  return insert(context, {
    ...drawn.value,
    mode: 'quiz',
    blueprint_id: rules.id,
    blueprint: JSON.stringify(rules),
    title: titleFor(context, 'quiz', rules),
    limit_ms: 0,
    options: JSON.stringify({ filter, size, order }),
  })
}

/** Domain of a question in a quiz that goes over the whole collection. */
const NO_DOMAIN = { id: '', title: 'All questions', weight: 100, tasks: [] }

/** The rules by which a quiz is reported: the exam's, with the domains and the number of questions that it has. */
function quizRules(blueprint: Blueprint | null, items: readonly FormItem[]): Blueprint {
  const used = new Set(items.map(({ domain }) => domain))
  const base = blueprint ?? {
    format: 'epoch-blueprint/1' as const,
    id: 'quiz',
    code: 'Quiz',
    name: 'Quick quiz',
    guide: { version: '', publishedOn: '', url: '' },
    passShare: 0.7,
    minutes: 1,
    kinds: {},
    domains: [NO_DOMAIN],
  }
  const { scale: _scale, ...rules } = { scale: undefined, ...base }
  return {
    ...rules,
    questions: { total: items.length, scored: items.length },
    domains: base.domains.filter(({ id }) => used.has(id)),
  }
}
