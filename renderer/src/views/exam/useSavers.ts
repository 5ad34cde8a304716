import type { Pulse } from '../../../../electron/contract/procedures/exam.ts'
import { attempt, sentence, type Failure } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { WINDOW_NAME } from '../../client/window-name.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { createSaver, type Draft, type Saveable } from './saver.ts'
import { pause } from './useFinish.ts'

interface Note extends Saveable {
  readonly text: string
}

/**
 * The ways of an attempt to the host: one for responses, one for the notes.
 * @param take told what the host says of the clock, null when the attempt is over; false stops the saving
 */
export function useSavers(attemptId: number, take: (told: Pulse | null) => boolean) {
  const client = useClient()
  const notices = useNoticesStore()

  async function saved(call: PromiseLike<Pulse>, what: string): Promise<boolean> {
    const result = await attempt(call)
    if (result.ok) return take(result.value)
    if (isOver(result.error)) return take(null)
    notices.say({ words: `${what} could not be saved: ${sentence(result.error)}`, tone: 'error' })
    return true
  }
  const saver = createSaver<Draft>((draft) => {
    const call = client.exam.respond({ attemptId, ...draft, window: WINDOW_NAME })
    return saved(call, `Question ${draft.ordinal + 1}`)
  }, pause)
  const notes = createSaver<Note>(
    ({ text }) => saved(client.exam.scratch({ attemptId, text, window: WINDOW_NAME }), 'The notes'),
    pause,
  )
  /** Resolves when nothing waits any more. */
  const settled = async (): Promise<void> => void (await Promise.all([saver.settled(), notes.settled()]))
  return { saver, notes, settled }
}

/** A refusal that names the attempt, or misses it, means that it is over. Throws for a busy store, to be tried again. */
function isOver(failure: Failure): boolean {
  if (failure.code === 'CONFLICT' && failure.id === null) throw new Error(sentence(failure))
  return failure.code !== 'INVALID'
}
