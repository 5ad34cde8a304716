import { ref, watch } from 'vue'
import type { AttemptSitting, Pulse } from '../../../../electron/contract/procedures/exam.ts'
import { attempt, sentence, type Failure } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { WINDOW_NAME } from '../../client/window-name.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import type { Saver } from './saver.ts'
import { useCountdown } from './useCountdown.ts'
import { useFinish } from './useFinish.ts'
import { usePulse } from './usePulse.ts'
import { useSavers } from './useSavers.ts'
import { useSitting } from './useSitting.ts'

/** This clock and the host's may differ by a little, never by a second. */
const NEARLY_OVER_MS = 1_000

/**
 * An attempt on screen and its way to the host: everything is saved as it is made, and the clock is the host's.
 * @param reopen opens the attempt again as the host has it; with `take`, from the window that holds it
 */
export function useAttempt(sitting: AttemptSitting, reopen: (take: boolean) => void) {
  const { attemptId } = sitting
  const { saver, notes, settled } = useSavers(attemptId, take)
  const sheet = useSitting(sitting, saver.put)
  const elsewhere = ref(sitting.elsewhere)
  const pulse = usePulse(attemptId, sheet.place, saver, take, elsewhere)
  const { ending, finish, report } = useFinish(attemptId, [saver, notes], pulse.stop)
  const countdown = useCountdown(sitting.limitMs > 0, () => void timeUp())
  const paused = ref(sitting.paused)
  const scratch = ref(sitting.scratch)
  countdown.sync(sitting)
  if (paused.value) countdown.freeze()
  watch(
    () => pulse.lost.value || saver.state.value === 'late' || notes.state.value === 'late',
    (away) => away && countdown.freeze(),
  )

  /** This clock may have gone on while the computer slept, so the host has the last word. */
  async function timeUp(): Promise<void> {
    await pulse.ask()
    if (!pulse.lost.value && !elsewhere.value && countdown.ms.value <= NEARLY_OVER_MS) await finish()
  }
  /** What the host says about the clock; without a word, or once it is over, the report opens. */
  function take(told: Pulse | null): boolean {
    if (told === null || told.state === 'submitted') {
      void report()
      return false
    }
    elsewhere.value = told.state === 'elsewhere'
    countdown.sync(told)
    if (paused.value) countdown.freeze()
    if (told.stale === true) void again(false)
    return true
  }
  /** Opens the attempt again, once what waits here is saved. */
  async function again(over: boolean): Promise<void> {
    await settled()
    reopen(over)
  }
  function write(text: string): void {
    scratch.value = text
    notes.put({ ordinal: 0, text })
  }
  const { reveal, pause } = useLesson(attemptId, sheet, saver, (stop, told) => {
    paused.value = stop
    take(told)
  })

  const here = () => again(true)
  const saving = { saver, notes, pulse, countdown, ending, finish }
  return { sheet, ...saving, paused, pause, scratch, write, reveal, elsewhere, here }
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
    const told = await attempt(client.exam.reveal({ attemptId, ordinal: now.ordinal, window: WINDOW_NAME }))
    if (told.ok) sheet.tell(now.ordinal, told.value)
    else refuse(told.error)
  }
  /** Stops the clock, or lets it go on. */
  async function pause(stop: boolean): Promise<void> {
    await saver.settled()
    const told = await attempt(client.exam.pause({ attemptId, paused: stop, window: WINDOW_NAME }))
    if (told.ok) stopped(stop, told.value)
    else refuse(told.error)
  }
  return { reveal, pause }
}
