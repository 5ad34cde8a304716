import { browseCard, browseCards, resolveChosen, suspendCards } from '../browse.ts'
import { bulk, duplicates, previewReplace, replaceText, type Watch } from '../bulk.ts'
import type { Context } from '../context.ts'
import * as saved from '../saved-searches.ts'
import { searchIds } from '../search.ts'
import { api, served } from '../serve.ts'
import type { Served } from '../service-error.ts'
import type { Services } from '../services.ts'
import { withProgress } from '../with-progress.ts'

/** Long work as a stream whose refusal is the contract's. */
function watched<T>(work: (watch: Watch) => Promise<Served<T>>, signal: AbortSignal | undefined) {
  return withProgress(async (inner, onProgress) => served(await work({ signal: inner, onProgress })), signal)
}

/** Looking through cards and notes, and changing many of them. */
export function browseRouter(context: Context, { searches, outline }: Services) {
  const { browse, savedSearches } = api
  return {
    browse: {
      cards: browse.cards.handler(({ input }) => browseCards(context, searches, input)),
      search: browse.search.handler(({ input, signal }) =>
        watched((watch) => searches.run(input, watch.signal, watch.onProgress), signal),
      ),
      ids: browse.ids.handler(async ({ input }) => served(await searchIds(searches, input))),
      resolve: browse.resolve.handler(({ input }) => resolveChosen(context, input.mode, input.ids)),
      card: browse.card.handler(({ input }) => served(browseCard(context, input.cardId))),
      suspend: browse.suspend.handler(async ({ input }) =>
        served(await suspendCards(context, input.cardIds, input.suspended)),
      ),
      bulk: browse.bulk.handler(({ input, signal }) =>
        watched((watch) => bulk(context, input.act, input.cardIds, watch), signal),
      ),
      replacePreview: browse.replacePreview.handler(({ input, signal }) =>
        watched((watch) => previewReplace(context, input, watch), signal),
      ),
      replace: browse.replace.handler(({ input, signal }) =>
        watched((watch) => replaceText(context, input, watch), signal),
      ),
      duplicates: browse.duplicates.handler(({ input, signal }) =>
        watched((watch) => duplicates(context, input.noteIds, input.field, watch), signal),
      ),
      outline: browse.outline.handler(() => outline.get()),
    },
    savedSearches: {
      list: savedSearches.list.handler(() => saved.savedSearches(context)),
      create: savedSearches.create.handler(async ({ input }) =>
        served(await saved.createSavedSearch(context, input.name, input.query)),
      ),
      update: savedSearches.update.handler(async ({ input }) =>
        served(await saved.updateSavedSearch(context, input.id, input)),
      ),
      remove: savedSearches.remove.handler(async ({ input }) =>
        served(await saved.removeSavedSearch(context, input.id)),
      ),
      reorder: savedSearches.reorder.handler(async ({ input }) =>
        served(await saved.reorderSavedSearches(context, input.ids)),
      ),
    },
  }
}
