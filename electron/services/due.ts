import type { DueCounts } from '../contract/shapes.ts'
import { allot, sumOf } from '../core/scheduling/limits.ts'
import type { DeckDue } from '../store/cards.ts'
import { today, type Context } from './context.ts'
import { DeckPlan } from './deck-plan.ts'

const DAY_MS = 86_400_000
const NOTHING: DueCounts = { new: 0, learning: 0, review: 0 }

/** What each deck itself could ask today, before the daily limits. */
export function dueByDeck(context: Context, plan: DeckPlan): Map<number, DeckDue> {
  const { day, end } = today(context)
  return context.collection.cards.dueCounts({ day, learningUntil: end - 1, reviewUntil: end - 1, cap: plan.most() })
}

/** The counts of the decks of a scope, subdecks before or after as in the plan. */
export function countsIn(plan: DeckPlan, due: ReadonlyMap<number, DueCounts>, scope: number | null) {
  return new Map(plan.idsIn(scope).flatMap((id): [number, DueCounts][] => [[id, due.get(id) ?? NOTHING]]))
}

/**
 * What today still asks in a scope, under the limits of its decks.
 * @param fromTop whether the limits of the decks above count as well; as the settings say unless given
 */
export function dueIn(
  plan: DeckPlan,
  due: ReadonlyMap<number, DueCounts>,
  scope: number | null,
  fromTop?: boolean,
): DueCounts {
  return sumOf(allot(countsIn(plan, due, scope), plan.limits(scope, fromTop)).values())
}

/** What is left of today over all decks. */
export function dueToday(context: Context): DueCounts {
  const plan = new DeckPlan(context, today(context).day)
  return dueIn(plan, dueByDeck(context, plan), null)
}

/** What tomorrow brings if today is finished: reviews that come due, and new cards under the limits. */
export function dueTomorrow(context: Context): DueCounts {
  const { day, end } = today(context)
  const now = new DeckPlan(context, day)
  const left = allot(countsIn(now, dueByDeck(context, now), null), now.limits(null))
  const plan = new DeckPlan(context, day + 1, true)
  const due = context.collection.cards.dueCounts({
    day: day + 1,
    learningUntil: end + DAY_MS - 1,
    reviewUntil: end + DAY_MS - 1,
    cap: plan.most() + now.most(),
  })
  const remaining = new Map<number, DueCounts>()
  for (const [deckId, counts] of countsIn(plan, due, null)) {
    const gone = left.get(deckId) ?? NOTHING
    remaining.set(deckId, {
      new: Math.max(0, counts.new - gone.new),
      learning: Math.max(0, counts.learning - gone.learning),
      review: Math.max(0, counts.review - gone.review),
    })
  }
  return sumOf(allot(remaining, plan.limits(null)).values())
}

/** Counting new cards stops here; nobody plans for more. */
const MOST_NEW_COUNTED = 10_000

/** New cards not begun yet in the whole collection; held questions are not among them. */
export function newCardsLeft(context: Context): number {
  const { day } = today(context)
  const decks = context.collection.cards.dueCounts({ day, learningUntil: 0, reviewUntil: 0, cap: MOST_NEW_COUNTED })
  return [...decks.values()].reduce((sum, deck) => sum + deck.new, 0)
}
