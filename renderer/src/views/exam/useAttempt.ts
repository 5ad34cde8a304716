import { ref, watch } from 'vue'
import type { AttemptSitting, Pulse } from '../../../../electron/contract/procedures/exam.ts'
import { attempt, sentence, type Failure } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { createSaver, type Draft, type Saveable, type Saver } from './saver.ts'
import { useCountdown } from './useCountdown.ts'
import { pause as wait, useFinish } from './useFinish.ts'
import { usePulse } from './usePulse.ts'
import { useSitting } from './useSitting.ts'

interface Note extends Saveable {
  readonly text: string
}

/** An attempt on screen and its way to the host: everything is saved as it is made, and the clock is the host's. */
export function useAttempt(sitting: AttemptSitting) {
  const client = useClient()
  const notices = useNoticesStore()
  const { attemptId } = sitting
  const saver = createSaver(send, wait)
  const notes = createSaver<Note>(
    async ({ text }) => saved(client.exam.scratch({ attemptId, text }), 'The notes'),
    wait,
  )
  const sheet = useSitting(sitting, saver.put)
  const pulse = usePulse(attemptId, sheet.place, saver, take)
  const { ending, finish, report } = useFinish(attemptId, [saver, notes], pulse.stop)
  const countdown = useCountdown(sitting.limitMs > 0, () => void finish())
  const paused = ref(sitting.paused)
  const scratch = ref(sitting.scratch)
  countdown.sync(sitting)
  if (paused.value) countdown.freeze()
  watch(
    () => pulse.lost.value || saver.state.value === 'late' || notes.state.value === 'late',
    (away) => away && countdown.freeze(),
  )

  async function send(draft: Draft): Promise<boolean> {
    return saved(client.exam.respond({ attemptId, ...draft }), `Question ${draft.ordinal + 1}`)
  }
  async function saved(call: PromiseLike<Pulse>, what: string): Promise<boolean> {
    const result = await attempt(call)
    if (result.ok) return take(result.value)
    if (isOver(result.error)) return take(null)
    notices.say({ words: `${what} could not be saved: ${sentence(result.error)}`, tone: 'error' })
    return true
  }
  /** What the host says about the clock; without a word, or once it is over, the report opens. */
  function take(told: Pulse | null): boolean {
    if (told?.state !== 'running') {
      void report()
      return false
    }
    countdown.sync(told)
    if (paused.value) countdown.freeze()
    return true
  }
  function write(text: string): void {
    scratch.value = text
    notes.put({ ordinal: 0, text })
  }
  const { reveal, pause } = useLesson(attemptId, sheet, saver, (stop, told) => {
    paused.value = stop
    take(told)
  })

  return { sheet, saver, notes, pulse, countdown, ending, finish, paused, pause, scratch, write, reveal }
}

/** What only a practice and a quiz can do: show a key, and stop the clock. */
function useLesson(
  attemptId: number,
  sheet: ReturnType<typeof useSitting>,
  saver: Saver,
  stopped: (stop: boolean, told: Pulse) => void,
) {
  const client = useClient()
  const notices = useNoticesStore()
  const refuse = (failure: Failure) => notices.say({ words: sentence(failure), tone: 'error' })

  /** Shows the key of the question on screen, once its answer is saved. */
  async function reveal(): Promise<void> {
    const now = sheet.item.value
    if (!now || now.feedback) return
    await saver.settled()
    const told = await attempt(client.exam.reveal({ attemptId, ordinal: now.ordinal }))
    if (told.ok) sheet.tell(now.ordinal, told.value)
    else refuse(told.error)
  }
  /** Stops the clock, or lets it go on. */
  async function pause(stop: boolean): Promise<void> {
    await saver.settled()
    const told = await attempt(client.exam.pause({ attemptId, paused: stop }))
    if (told.ok) stopped(stop, told.value)
    else refuse(told.error)
  }
  return { reveal, pause }
}

/** A refusal that names the attempt, or misses it, means that it is over. Throws for a busy store, to be tried again. */
function isOver(failure: Failure): boolean {
  if (failure.code === 'CONFLICT' && failure.id === null) throw new Error(sentence(failure))
  return failure.code !== 'INVALID'
}
