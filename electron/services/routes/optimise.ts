import type { Watch } from '../bulk.ts'
import type { Context } from '../context.ts'
import { FitOffers } from '../fit-offers.ts'
import { api, served } from '../serve.ts'
import type { Served } from '../service-error.ts'
import type { Services } from '../services.ts'
import { whyOf } from '../why.ts'
import { withProgress } from '../with-progress.ts'

/** Long work as a stream; ending it early cancels. */
function watched<T>(work: (watch: Watch) => Promise<Served<T>>, signal: AbortSignal | undefined) {
  return withProgress(async (inner, onProgress) => served(await work({ signal: inner, onProgress })), signal)
}

/** FSRS's weights from one's own reviews, and why an interval is what it is. */
export function optimiseRouter(context: Context, { optimise: service }: Services) {
  const { optimise } = api
  const offers = new FitOffers(context, service)
  return {
    status: optimise.status.handler(() => service.status()),
    offer: optimise.offer.handler(async () => ({ offer: await offers.get() })),
    putOff: optimise.putOff.handler(async ({ input }) => served(await offers.putOff(input.presetId))),
    fit: optimise.fit.handler(({ input, signal }) =>
      watched((watch) => service.fit(input.presetId, input.ignoreBefore, watch), signal),
    ),
    apply: optimise.apply.handler(({ input, signal }) =>
      watched((watch) => service.apply(input.presetIds, input.reschedule, watch), signal),
    ),
    reset: optimise.reset.handler(({ input, signal }) =>
      watched((watch) => service.reset(input.presetId, watch), signal),
    ),
    evaluate: optimise.evaluate.handler(({ input, signal }) =>
      watched((watch) => service.evaluate(input.presetId, watch), signal),
    ),
    preview: optimise.preview.handler(({ input, signal }) =>
      watched((watch) => service.preview(input.presetId, input.fitted, watch), signal),
    ),
    reschedule: optimise.reschedule.handler(({ input, signal }) =>
      watched((watch) => service.reschedule(input.presetId, watch), signal),
    ),
    why: optimise.why.handler(({ input }) => served(whyOf(context, input.cardId))),
  }
}
