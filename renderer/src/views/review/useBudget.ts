import { computed } from 'vue'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import type { Steps } from './useSteps.ts'

/** Minutes that are added when someone goes on. */
export const MORE_MINUTES = 10

/** Where minutes bound the day: whether they are spent, and more of them. */
export function useBudget(steps: Steps) {
  const client = useClient()
  const notices = useNoticesStore()
  const over = computed(() => {
    const budget = steps.step.value?.budget
    return budget !== undefined && budget.spent >= budget.minutes
  })

  async function goOn(): Promise<void> {
    const more = await attempt(client.plan.goOn({ minutes: MORE_MINUTES }))
    if (more.ok) await steps.read()
    else notices.say({ words: sentence(more.error), tone: 'error' })
  }
  return { over, goOn }
}
