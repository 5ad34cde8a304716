import type { AttemptComparison, Confusion, Difference, MissedObjective } from '../../contract/procedures/report.ts'
import type { ShareEstimate } from '../../contract/procedures/exam.ts'
import type { Answer, QuestionKey, QuestionView } from '../../contract/shapes.ts'

/** A question that was asked in an attempt. */
export interface AskedQuestion {
  readonly guid: string
  readonly objective: string | null
  readonly right: boolean
}

/** What was chosen, and what was right instead. */
export interface Pair {
  readonly chosen: string
  readonly right: string
}

/**
 * Which wrong answers took the place of which right ones, in the texts of the question: a distractor for the key, a
 * response for the one that belongs to its prompt, and in an order an item that belongs nowhere.
 */
export function confusedIn(question: QuestionView, key: QuestionKey, answer: Answer): Pair[] {
  if ('options' in question) return confusedChoices(question.options, key.answer, answer)
  if ('items' in question) return confusedOrder(question.items, key.answer, answer)
  if (key.answer.type !== 'pairs' || answer.type !== 'pairs') return []
  const wanted = key.answer.pairs
  return answer.pairs.flatMap((given, prompt) => {
    const [chosen, right] = [question.responses[given ?? -1], question.responses[wanted[prompt] ?? -1]]
    return chosen === undefined || right === undefined || chosen === right ? [] : [{ chosen, right }]
  })
}

function confusedChoices(options: readonly string[], key: Answer, answer: Answer): Pair[] {
  if (key.type !== 'choices' || answer.type !== 'choices') return []
  const missing = key.choices.filter((index) => !answer.choices.includes(index))
  const wrong = answer.choices.filter((index) => !key.choices.includes(index))
  return pairsOf(options, wrong, missing)
}

/** Items that belong nowhere, beside those that they kept out; items in the wrong place are mixed up, not confused. */
function confusedOrder(items: readonly string[], key: Answer, answer: Answer): Pair[] {
  if (key.type !== 'order' || answer.type !== 'order') return []
  const missing = key.order.filter((item) => !answer.order.includes(item))
  const wrong = answer.order.filter((item) => !key.order.includes(item))
  return pairsOf(items, wrong, missing)
}

function pairsOf(texts: readonly string[], wrong: readonly number[], missing: readonly number[]): Pair[] {
  return wrong.flatMap((index, at) => {
    const [chosen, right] = [texts[index], texts[missing[at] ?? -1]]
    return chosen === undefined || right === undefined ? [] : [{ chosen, right }]
  })
}

/** Where a pair was found; the newest is kept. */
export type FoundPair = Pair & Omit<Confusion, 'times' | 'chosen' | 'right'>

/** Pairs that say the same, counted; the most frequent first, then the newest. */
export function countConfusions(pairs: readonly FoundPair[], most: number): Confusion[] {
  const counted = new Map<string, Confusion>()
  for (const { chosen, right, ...found } of pairs) {
    const id = JSON.stringify([plain(chosen), plain(right)])
    const before = counted.get(id)
    const newest = before && before.lastAt > found.lastAt ? before : { chosen, right, ...found }
    counted.set(id, { ...newest, times: (before?.times ?? 0) + 1 })
  }
  return [...counted.values()].sort((a, b) => b.times - a.times || b.lastAt - a.lastAt).slice(0, most)
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[.\s]+$/, '')
}

/**
 * Objectives with a miss, those with most questions still missed when last asked first.
 * @param asked the questions of all attempts, oldest first
 * @param placeOf label and domain of an objective; undefined where the exam does not have it
 */
export function missedObjectives(
  asked: readonly AskedQuestion[],
  placeOf: (objective: string) => { readonly label: string; readonly domain: string } | undefined,
): MissedObjective[] {
  const last = new Map(asked.map((one) => [one.guid, one]))
  const known = Map.groupBy(asked, (one) => one.objective)
  const open = Map.groupBy(
    [...last.values()].filter((one) => !one.right),
    (one) => one.objective,
  )
  return [...known]
    .flatMap(([objective, all]) => {
      const place = objective === null ? undefined : placeOf(objective)
      const missed = all.filter((one) => !one.right).length
      if (objective === null || place === undefined || missed === 0) return []
      const { label, domain } = place
      return [{ objective, label, domain, asked: all.length, missed, open: open.get(objective)?.length ?? 0 }]
    })
    .sort((a, b) => b.open - a.open || b.missed - a.missed || (a.objective < b.objective ? -1 : 1))
}

/**
 * The difference of two independent shares with an interval from theirs, by the method of variance estimates
 * recovery (Zou and Donner 2008, Statistics in Medicine 27, 1693-1702; for shares Newcombe 1998, method 10).
 */
export function differenceOf(first: ShareEstimate, second: ShareEstimate): Difference {
  const share = ({ right, of }: ShareEstimate): number => (of === 0 ? 0.5 : right / of)
  const [a, b] = [share(first), share(second)]
  const value = b - a
  return {
    value,
    low: Math.max(-1, value - Math.hypot(b - second.low, first.high - a)),
    high: Math.min(1, value + Math.hypot(second.high - b, a - first.low)),
  }
}

/** What became of the questions that were in both attempts. */
export function sharedQuestions(
  first: readonly AskedQuestion[],
  second: readonly AskedQuestion[],
): AttemptComparison['shared'] {
  const before = new Map(first.map((one) => [one.guid, one.right]))
  const shared = { questions: 0, bothRight: 0, learned: 0, lost: 0, bothWrong: 0 }
  for (const { guid, right } of second) {
    const was = before.get(guid)
    if (was === undefined) continue
    shared.questions += 1
    if (was) shared[right ? 'bothRight' : 'lost'] += 1
    else shared[right ? 'learned' : 'bothWrong'] += 1
  }
  return shared
}
