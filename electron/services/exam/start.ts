import type { Blueprint } from '../../contract/content/catalogue.ts'
import type { AttemptMode } from '../../contract/procedures/exam.ts'
import { assembling, type Form, type Shortage } from '../../core/exam/assemble.ts'
import { bankOf } from '../../core/exam/bank.ts'
import { ok } from '../../core/result.ts'
import type { Steps } from '../../core/steps.ts'
import type { NewAttempt } from '../../store/attempt-writes.ts'
import { write, type Context } from '../context.ts'
import { snapshotOf } from '../exam-snapshot.ts'
import { conflict, notFound, type Served } from '../service-error.ts'
import { readBank, seenQuestions } from './bank.ts'
import { inSlices } from './slices.ts'

/** What a person chooses before an exam. */
export interface StartInput {
  readonly blueprintId: string
  readonly mode?: 'exam' | 'practice' | undefined
  readonly seed?: number | undefined
  readonly extraMinutes: number
  readonly timeFactor?: number | undefined
  readonly again?: number | undefined
}

/** The refusal when the bank cannot fill a form: which domain lacks how many. */
export function shortOf(blueprint: Blueprint, shortages: readonly Shortage[]): Served<never> {
  const words = shortages.map(({ domain, needed, available }) => {
    const title = blueprint.domains.find((one) => one.id === domain)?.title ?? domain
    return `${title} has ${available} of the ${needed} questions that a form takes, so ${needed - available} more are needed`
  })
  return conflict(`There are too few questions for this exam. ${words.join('. ')}.`)
}

/** The refusal while another attempt is running, with its id, or null. */
export function busyWith({ collection }: Context): Served<never> | null {
  const { attempts } = collection
  const running = attempts.runningId()
  if (running === null) return null
  const what = attempts.get(running)?.title ?? 'Another attempt'
  return conflict(`${what} is still running. Go on with it, or end it first.`, running)
}

/** Starts an exam or a practice; one at a time. Without a seed, one is taken from the clock. */
export async function startExam(context: Context, input: StartInput): Promise<Served<{ attemptId: number }>> {
  const blueprint = context.catalogue.blueprint(input.blueprintId)
  if (!blueprint) return notFound('exam')
  const busy = busyWith(context)
  if (busy) return busy
  const drawn =
    input.again === undefined
      ? await inSlices(draw(context, blueprint, input.seed ?? context.now()))
      : repeat(context, input.again)
  if (!drawn.ok) return drawn
  const { mode = 'exam', extraMinutes, timeFactor = 1 } = input
  const minutes = blueprint.minutes * timeFactor + extraMinutes
  return insert(context, {
    ...drawn.value,
    mode,
    blueprint_id: blueprint.id,
    blueprint: JSON.stringify(blueprint),
    title: titleFor(context, mode, blueprint),
    limit_ms: mode === 'exam' ? Math.round(minutes * 60_000) : 0,
    options: JSON.stringify(mode === 'exam' ? { extraMinutes, timeFactor } : {}),
  })
}

/** Writes a new attempt. */
export async function insert(context: Context, attempt: NewAttempt): Promise<Served<{ attemptId: number }>> {
  const made = await write(context, null, (writes) => writes.attempts.insert(attempt))
  return made.ok ? ok({ attemptId: made.value }) : made
}

/** A name that no other attempt of its mode has had. */
export function titleFor({ collection }: Context, mode: AttemptMode, exam: Pick<Blueprint, 'id' | 'code'>): string {
  const { id, code } = exam
  const number = collection.attempts.countMode(mode, mode === 'quiz' ? null : id) + 1
  if (mode === 'quiz') return `Quick quiz ${number}`
  return mode === 'exam' ? `${code} mock exam ${number}` : `${code} practice ${number}`
}

type Drawn = Pick<NewAttempt, 'seed' | 'items'>

function* draw(context: Context, blueprint: Blueprint, seed: number): Steps<Served<Drawn>> {
  const { collection, catalogue } = context
  const bank = bankOf(blueprint, catalogue.blueprints, yield* readBank(collection))
  yield
  const seen = seenQuestions(collection, bank)
  const form = yield* assembling({ blueprint, bank, seen, seed })
  return form.ok ? yield* itemsOf(context, form.value) : shortOf(blueprint, form.error)
}

/** Questions whose text is read before somebody else may have a turn. */
const READ_AT_ONCE = 8

/** The questions of a form with their texts as they are now. */
export function* itemsOf({ collection }: Context, form: Pick<Form, 'seed' | 'items'>): Steps<Served<Drawn>> {
  const items: NewAttempt['items'][number][] = []
  for (const [index, item] of form.items.entries()) {
    if (index % READ_AT_ONCE === 0) yield
    const note = collection.notes.byGuid(item.guid)
    if (!note) return conflict('A question was deleted just now. Try again.')
    items.push({
      note_id: note.id,
      note_guid: item.guid,
      domain: item.domain,
      objective: item.objective,
      scored: item.scored ? 1 : 0,
      snapshot: JSON.stringify(snapshotOf(note, form.seed)),
    })
  }
  return ok({ seed: form.seed, items })
}

/** The questions of an earlier attempt as they were asked then, in the same order. */
function repeat({ collection }: Context, attemptId: number): Served<Drawn> {
  const row = collection.attempts.get(attemptId)
  return row ? ok({ seed: row.seed, items: collection.attempts.items(attemptId) }) : notFound('attempt')
}
