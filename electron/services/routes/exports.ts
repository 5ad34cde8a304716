import { api, served } from '../serve.ts'
import type { Services } from '../services.ts'
import { withProgress } from '../with-progress.ts'

/** The way out. */
export function exportsRouter({ exports }: Services) {
  return {
    look: api.exports.look.handler(async ({ input, signal }) => served(await exports.look(input, signal))),
    run: api.exports.run.handler(({ input, signal }) =>
      withProgress(async (inner, onProgress) => served(await exports.run(input, inner, onProgress)), signal),
    ),
  }
}
