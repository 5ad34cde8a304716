import type { WhyView } from '../contract/procedures/optimise.ts'
import { ok } from '../core/result.ts'
import { balancing } from '../core/scheduling/balance.ts'
import { cappedByExam } from '../core/scheduling/plan/exam-cap.ts'
import { memoryOf, seedOf, stateName } from './cards.ts'
import { today, type Context } from './context.ts'
import { DayLoads } from '../jobs/cards/day-loads.ts'
import { DeckPlan, holidaysOf } from './deck-plan.ts'
import { notFound, type Served } from './service-error.ts'

/** Where the interval of each rating of a card would come from, if it were answered now. */
export function whyOf(context: Context, cardId: number): Served<WhyView> {
  const { cards, notes } = context.collection
  const card = cards.get(cardId)
  const note = card && notes.get(card.note_id)
  if (card === undefined || note === undefined) return notFound('card')
  const { day, end } = today(context)
  const plan = new DeckPlan(context, day)
  const scheduler = plan.schedulerOf(card.deck_id)
  const { desiredRetention, loadBalance } = plan.optionsOf(card.deck_id)
  const loads = new DayLoads(context.collection.cards, end)
  const choose = balancing({
    load: (days) => (loadBalance ? loads.load(days) : 0),
    ease: plan.easeOf(card.deck_id, holidaysOf(context)),
    siblings: [],
  })
  const [now, memory, seed] = [context.now(), memoryOf(card), seedOf(card, note.guid)]
  const recall = scheduler.retrievability(memory, now)
  const { stability, difficulty } = memory
  const known = stability !== null && difficulty !== null && recall !== null
  const outcomes = scheduler.preview(memory, now, seed, choose)
  const cap = plan.examCapOf(card.deck_id)
  return ok({
    state: stateName(card.state),
    memory: known ? { stability, difficulty, retrievability: recall } : null,
    desiredRetention,
    decay: scheduler.weights[20] ?? 0,
    previews: (cap === null ? outcomes : cappedByExam(outcomes, cap, seed, choose)).map((outcome) => ({
      rating: outcome.rating,
      due: outcome.due,
      scheduledDays: outcome.scheduledDays,
      stability: outcome.next.stability ?? 0,
      difficulty: outcome.next.difficulty ?? 0,
    })),
  })
}
