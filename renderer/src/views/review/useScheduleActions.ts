import { ref } from 'vue'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { flagAfter } from '../../keys/flags.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import type { Steps } from './useSteps.ts'

/** Changes by hand to when the card on screen comes back, and its flag of seven. */
export function useScheduleActions(steps: Steps, shown: () => boolean) {
  const client = useClient()
  const notices = useNoticesStore()
  /** What is being asked for, and what was wrong with the answer. */
  const asking = ref<'due' | 'flags' | 'info' | null>(null)
  const problem = ref('')
  const card = () => (shown() && !steps.busy.value ? (steps.step.value?.card ?? null) : null)

  function ask(what: 'due' | 'flags' | 'info') {
    return async () => {
      problem.value = ''
      if (card()) asking.value = what
    }
  }

  async function setDue(days: string): Promise<void> {
    const now = card()
    if (!now) return
    const result = await attempt(client.cards.setDue({ cardIds: [now.cardId], days }))
    if (!result.ok && result.error.code === 'INVALID') {
      problem.value = sentence(result.error)
      return
    }
    asking.value = null
    if (!result.ok) return steps.refused(result.error)
    notices.say({ words: 'The due date is set. U takes it back.' })
    await steps.read()
  }

  async function forget(): Promise<void> {
    const now = card()
    if (!now) return
    const result = await attempt(client.cards.forget({ cardIds: [now.cardId], keepCounts: false }))
    if (!result.ok) return steps.refused(result.error)
    notices.say({ words: 'The card is new again. U takes it back.' })
    await steps.read()
  }

  async function setFlag(flag: number): Promise<void> {
    asking.value = null
    const now = card()
    if (!now) return
    const result = await attempt(client.review.flag({ cardId: now.cardId, flag }))
    if (result.ok) steps.amend({ flag: result.value.flag }, result.value.undo)
    else await steps.refused(result.error)
  }

  /** Sets a flag, or takes it off where the card has it already. */
  const pressFlag = (flag: number): Promise<void> => setFlag(flagAfter(card()?.flag ?? 0, flag))
  /** The first flag, or none. */
  const flag = (): Promise<void> => setFlag((card()?.flag ?? 0) === 0 ? 1 : 0)

  const dialogs = { due: ask('due'), flags: ask('flags'), info: ask('info') }
  return { asking, problem, ...dialogs, forget, setDue, flag, setFlag, pressFlag }
}
