import { doToCards } from '../card-acts.ts'
import type { Context } from '../context.ts'
import { api, served } from '../serve.ts'

/** What is done to cards in any number. */
export function cardsRouter(context: Context) {
  return {
    setDue: api.cards.setDue.handler(async ({ input: { cardIds, days } }) =>
      served(await doToCards(context, { act: 'due', days }, cardIds)),
    ),
    forget: api.cards.forget.handler(async ({ input: { cardIds, keepCounts } }) =>
      served(await doToCards(context, { act: 'forget', keepCounts }, cardIds)),
    ),
    reposition: api.cards.reposition.handler(async ({ input: { cardIds, ...how } }) =>
      served(await doToCards(context, { act: 'reposition', ...how }, cardIds)),
    ),
    grade: api.cards.grade.handler(async ({ input: { cardIds, rating } }) =>
      served(await doToCards(context, { act: 'grade', rating }, cardIds)),
    ),
    suspend: api.cards.suspend.handler(async ({ input: { cardIds, suspended } }) =>
      served(await doToCards(context, { act: 'suspend', suspended }, cardIds)),
    ),
    bury: api.cards.bury.handler(async ({ input: { cardIds, buried } }) =>
      served(await doToCards(context, { act: 'bury', buried }, cardIds)),
    ),
    flag: api.cards.flag.handler(async ({ input: { cardIds, flag } }) =>
      served(await doToCards(context, { act: 'flag', flag }, cardIds)),
    ),
  }
}
