import { api, served } from '../serve.ts'
import type { Services } from '../services.ts'

/** Sessions of chosen cards; their steps come through the procedures of reviews. */
export function studyRouter({ study }: Services) {
  return {
    count: api.study.count.handler(({ input }) => study.count(input.text, input.deckId)),
    start: api.study.start.handler(async ({ input, signal }) => served(await study.start(input, signal))),
    current: api.study.current.handler(() => ({ session: study.current() })),
    end: api.study.end.handler(async () => served(await study.end())),
  }
}
