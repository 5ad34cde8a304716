import { onScopeDispose, ref, watch, type Ref } from 'vue'
import type { Pulse } from '../../../../electron/contract/procedures/exam.ts'
import { attempt } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { WINDOW_NAME } from '../../client/window-name.ts'
import type { Saver } from './saver.ts'
import { startTicker } from './ticker.ts'

const EVERY_MS = 2_000

/**
 * Tells the host every 2 s, on each change of question and on coming back to the window that the attempt is held here,
 * and at which question, whether the window is looked at or not. Time that the host is not told about does not count.
 * @param watching another window holds the attempt, and this one only asks how it stands
 */
export function usePulse(
  attemptId: number,
  position: Readonly<Ref<number>>,
  saver: Saver,
  take: (pulse: Pulse | null) => void,
  watching: Readonly<Ref<boolean>>,
) {
  const client = useClient()
  const lost = ref(false)
  let stopped = false
  let sending = false
  let again = false

  async function pulse(): Promise<void> {
    if (stopped) return
    if (sending) {
      again = true
      return
    }
    again = false
    sending = true
    try {
      // A response that is on its way belongs to the question before, so it goes first.
      if (saver.state.value === 'saving') await saver.settled()
      const from = { window: WINDOW_NAME, watch: watching.value }
      const result = await attempt(client.exam.pulse({ attemptId, position: position.value, ...from }))
      lost.value = false
      const busy = !result.ok && result.error.code === 'CONFLICT' && result.error.id === null
      if (!stopped && !busy) take(result.ok ? result.value : null)
    } catch {
      // The line about the lost connection says it; the next pulse tries again.
      lost.value = true
    } finally {
      sending = false
    }
    if (again) await pulse()
  }

  const back = () => {
    if (document.visibilityState === 'visible') void pulse()
  }
  const stopTicker = startTicker(EVERY_MS, () => void pulse())
  document.addEventListener('visibilitychange', back)
  watch(position, () => void pulse())
  function stop(): void {
    stopped = true
    stopTicker()
    document.removeEventListener('visibilitychange', back)
  }
  onScopeDispose(stop)
  return { lost, stop, ask: pulse }
}
