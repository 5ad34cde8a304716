import { ref, type Ref } from 'vue'
import type { Progress } from '../../../../electron/contract/shapes.ts'
import { useClient } from '../../client/client.ts'
import { amount } from '../../format/words.ts'
import { useNoticesStore } from '../../stores/notices.ts'

/** Counts every day anew from the log of answers, and says what came of it. */
export function useRecount(): { progress: Readonly<Ref<Progress | null>>; run: () => Promise<void>; stop: () => void } {
  const client = useClient()
  const notices = useNoticesStore()
  const progress = ref<Progress | null>(null)
  let controller: AbortController | null = null

  async function count(signal: AbortSignal): Promise<number> {
    const events = await client.statistics.rebuild(undefined, { signal })
    let step = await events.next()
    while (!step.done) {
      progress.value = step.value
      step = await events.next()
    }
    return step.value.days
  }

  async function run(): Promise<void> {
    if (controller) return
    controller = new AbortController()
    const { signal } = controller
    progress.value = { stage: 'Counting answers', done: 0, total: 0 }
    try {
      const days = await count(signal)
      notices.say({
        words: days === 0 ? 'All figures were right.' : `The figures of ${amount(days, 'day')} were set right.`,
      })
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      progress.value = null
      controller = null
    }
  }

  return { progress, run, stop: () => controller?.abort() }
}
