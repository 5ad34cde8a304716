import type { Context } from '../context.ts'
import { api, served } from '../serve.ts'
import type { Services } from '../services.ts'
import { scopeChoices } from '../statistics-scope.ts'
import { withProgress } from '../with-progress.ts'

/** Statistics of the collection or a part of it. */
export function statisticsRouter(context: Context, { statistics }: Services) {
  return {
    read: api.statistics.read.handler(({ input, signal }) =>
      withProgress(async (stop, tell) => served(await statistics.read(input, stop, tell)), signal),
    ),
    scopes: api.statistics.scopes.handler(() => scopeChoices(context)),
    rebuild: api.statistics.rebuild.handler(({ signal }) =>
      withProgress(async (stop, tell) => served(await statistics.rebuild(stop, tell)), signal),
    ),
  }
}
