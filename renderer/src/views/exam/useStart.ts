import { ref } from 'vue'
import type { AttemptSummary } from '../../../../electron/contract/procedures/exam.ts'
import { attempt, sentence } from '../../client/attempt.ts'

/**
 * Begins an attempt, or goes on with the one that is running in its place.
 * @param running the attempt that is known to be running
 * @param started told which attempt to sit
 */
export function useStart(running: AttemptSummary | null, started: (attemptId: number) => void) {
  const busy = ref(false)
  const problem = ref('')
  /** An attempt that is running already and stands in the way. */
  const other = ref<number | null>(running?.attemptId ?? null)

  async function begin(call: () => PromiseLike<{ attemptId: number }>): Promise<void> {
    if (busy.value) return
    if (other.value !== null) return started(other.value)
    busy.value = true
    try {
      const result = await attempt(call())
      if (result.ok) return started(result.value.attemptId)
      problem.value = sentence(result.error)
      other.value = result.error.id
    } finally {
      busy.value = false
    }
  }
  return { busy, problem, other, begin }
}
