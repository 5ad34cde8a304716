import type { Context } from '../context.ts'
import { compareAttempts, examHistory } from '../exam-history.ts'
import { reportFile } from '../exam-report.ts'
import { readinessLine, readinessView } from '../readiness.ts'
import { api, served } from '../serve.ts'

/** What attempts say once they are over, and what they say of the exam to come. */
export function reportRouter(context: Context) {
  return {
    report: {
      history: api.report.history.handler(({ input }) => examHistory(context, input.blueprintId)),
      compare: api.report.compare.handler(({ input }) => served(compareAttempts(context, input.first, input.second))),
      file: api.report.file.handler(({ input }) => served(reportFile(context, input.attemptId, input.format))),
    },
    readiness: {
      get: api.readiness.get.handler(async ({ input }) => served(await readinessView(context, input.blueprintId))),
      line: api.readiness.line.handler(() => readinessLine(context)),
    },
  }
}
