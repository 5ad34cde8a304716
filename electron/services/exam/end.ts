import type { AttemptSummary } from '../../contract/procedures/exam.ts'
import { scoreAnswer } from '../../core/cards/question-answer.ts'
import { ok } from '../../core/result.ts'
import { write, type Context } from '../context.ts'
import { asked } from '../exam-snapshot.ts'
import { rememberAttempt } from '../misses.ts'
import { notFound, type Served } from '../service-error.ts'
import { responseOf, summaryOf } from './views.ts'

/**
 * Scores an attempt and closes it. In practice and quizzes only what came on screen counts as asked; the rest was
 * never drawn. What was missed comes back in the reviews (`rememberAttempt`); undo takes that back, not the attempt.
 */
export async function endAttempt(
  context: Context,
  attemptId: number,
  timedOut: boolean,
): Promise<Served<AttemptSummary>> {
  const { collection } = context
  const row = collection.attempts.get(attemptId)
  const all = collection.attempts.items(attemptId)
  if (!row || all.length === 0) return notFound('mock exam')
  const whole = row.mode === 'exam'
  const items = whole ? all : all.filter((item) => item.seen === 1 || item.answer !== null)
  const correct = items.map((item) => scoreAnswer(asked(item).key, responseOf(item).answer))
  const memory = await rememberAttempt(
    context,
    items.map((item, index) => ({ ...item, right: correct[index] === true })),
  )
  const done = await write(context, memory.name, (writes) => {
    const dropped = whole ? ok(undefined) : writes.attempts.dropUnseen(attemptId)
    if (!dropped.ok) return dropped
    memory.apply(writes)
    return writes.attempts.submit(attemptId, correct, timedOut)
  })
  if (!done.ok) return done
  const summary = collection.attempts.summary(attemptId)
  return summary ? ok(summaryOf(summary)) : notFound('mock exam')
}
