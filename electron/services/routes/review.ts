import { api, served } from '../serve.ts'
import type { Context } from '../context.ts'
import type { Services } from '../services.ts'
import { sessionSummary } from '../session-summary.ts'

/** The day's reviews, or the session of chosen cards where `study` is given. */
export function reviewRouter(context: Context, { review, study }: Services) {
  return {
    next: api.review.next.handler(({ input }) => (input.study ? study.next() : review.next(input.deckId))),
    answer: api.review.answer.handler(async ({ input }) =>
      served(await (input.study ? study.answer(input) : review.answer(input))),
    ),
    check: api.review.check.handler(({ input }) => served(review.check(input.cardId, input.seed, input.response))),
    suspend: api.review.suspend.handler(async ({ input }) =>
      served(await (input.study ? study.suspend(input.cardId) : review.suspend(input.deckId, input.cardId))),
    ),
    bury: api.review.bury.handler(async ({ input }) =>
      served(await (input.study ? study.bury(input.cardId) : review.bury(input.deckId, input.cardId))),
    ),
    flag: api.review.flag.handler(async ({ input }) => served(await review.flag(input.cardId, input.flag))),
    summary: api.review.summary.handler(({ input }) =>
      sessionSummary(context, input.deckId, input.study ? study : null),
    ),
  }
}
