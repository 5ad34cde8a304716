import { onScopeDispose, ref } from 'vue'
import { useRouter } from 'vue-router'
import { attempt } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'

export const pause = (tries: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.min(500 * 2 ** (tries - 1), 5_000)))

interface Waiting {
  readonly settled: () => Promise<void>
  readonly stop: () => void
}

/** Ends an attempt: what waits is saved first, then it is submitted and the report opens. */
export function useFinish(attemptId: number, savers: readonly Waiting[], stopPulse: () => void) {
  const client = useClient()
  const router = useRouter()
  const ending = ref(false)
  let gone = false
  onScopeDispose(() => (gone = true))

  /** Shows the report of an attempt that is over. */
  async function report(): Promise<void> {
    stopPulse()
    for (const saver of savers) saver.stop()
    if (!gone) await router.replace({ name: 'report', params: { id: attemptId } })
  }

  /** A refusal means that the attempt is over already; a lost host is tried again. */
  async function submit(): Promise<boolean> {
    return attempt(client.exam.submit({ attemptId })).then(
      () => true,
      () => false,
    )
  }

  async function finish(): Promise<void> {
    if (ending.value) return
    ending.value = true
    for (const saver of savers) await saver.settled()
    for (let tries = 1; !gone && !(await submit()); tries++) await pause(tries)
    await report()
  }

  return { ending, finish, report }
}
