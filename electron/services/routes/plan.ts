import { api, served } from '../serve.ts'
import type { Services } from '../services.ts'

/** The days ahead. */
export function planRouter({ plan }: Services) {
  return {
    get: api.plan.get.handler(async () => served(await plan.get())),
    line: api.plan.line.handler(async () => served(await plan.line())),
    spread: api.plan.spread.handler(async ({ input }) =>
      served(await plan.spread(input.on, input.perDay, input.newPerDay)),
    ),
    bringBack: api.plan.bringBack.handler(async () => served(await plan.bringBack())),
    goOn: api.plan.goOn.handler(async ({ input }) => served(await plan.goOn(input.minutes))),
  }
}
