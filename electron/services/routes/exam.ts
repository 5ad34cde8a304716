import type { Context } from '../context.ts'
import { examReport } from '../exam-report.ts'
import { api, served } from '../serve.ts'
import type { Services } from '../services.ts'

/** Mock exams. */
export function examRouter(context: Context, { exam }: Services) {
  const { sitting } = exam
  return {
    blueprints: api.exam.blueprints.handler(() => exam.blueprints()),
    removeBlueprint: api.exam.removeBlueprint.handler(async ({ input }) =>
      served(await exam.removeBlueprint(input.blueprintId)),
    ),
    attempts: api.exam.attempts.handler(() => exam.attempts()),
    start: api.exam.start.handler(async ({ input }) => served(await exam.start(input))),
    quizChoices: api.exam.quizChoices.handler(async ({ input }) => served(await exam.quizChoices(input.blueprintId))),
    quizMatches: api.exam.quizMatches.handler(async ({ input }) => served(await exam.quizMatches(input))),
    startQuiz: api.exam.startQuiz.handler(async ({ input }) => served(await exam.startQuiz(input))),
    sit: api.exam.sit.handler(async ({ input }) =>
      served(await sitting.open(input.attemptId, input.window, input.take)),
    ),
    leave: api.exam.leave.handler(async ({ input }) =>
      served(await sitting.leave(input.attemptId, input.window, input.position)),
    ),
    respond: api.exam.respond.handler(async ({ input }) =>
      served(await sitting.respond(input.attemptId, input, input.window)),
    ),
    scratch: api.exam.scratch.handler(async ({ input }) =>
      served(await sitting.scratch(input.attemptId, input.text, input.window)),
    ),
    reveal: api.exam.reveal.handler(async ({ input }) =>
      served(await sitting.reveal(input.attemptId, input.ordinal, input.window)),
    ),
    pause: api.exam.pause.handler(async ({ input }) =>
      served(await sitting.pause(input.attemptId, input.paused, input.window)),
    ),
    pulse: api.exam.pulse.handler(async ({ input }) =>
      served(await sitting.pulse(input.attemptId, input.position, input)),
    ),
    submit: api.exam.submit.handler(async ({ input }) => served(await sitting.submit(input.attemptId))),
    report: api.exam.report.handler(({ input }) => served(examReport(context, input.attemptId))),
    remove: api.exam.remove.handler(async ({ input }) => served(await exam.remove(input.attemptId))),
  }
}
