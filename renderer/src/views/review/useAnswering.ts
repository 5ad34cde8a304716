import { computed, ref, shallowRef, watch } from 'vue'
import type { CheckResult } from '../../../../electron/contract/procedures/review.ts'
import type { Answer, Rating } from '../../../../electron/contract/shapes.ts'
import { attempt } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import type { ReviewScope, Steps } from './useSteps.ts'

/** Said once, when a card has been forgotten too often. */
function leechWords({ lapses, suspended }: { readonly lapses: number; readonly suspended: boolean }): string {
  const what = suspended ? 'rests until you resume it' : 'has the tag “leech” now'
  return `You have forgotten this card ${lapses} times, so it ${what}. Other words for it may help. U takes the answer back.`
}

/** What is sent: nothing for an empty field. */
function given(response: string | Answer | null): string | Answer | null {
  if (typeof response !== 'string') return response
  return response.trim() === '' ? null : response.slice(0, 2000)
}

/** From the question over the answer to the rating, for the card of the present step. */
export function useAnswering(steps: Steps, scope: ReviewScope) {
  const client = useClient()
  const notices = useNoticesStore()
  const response = ref<string | Answer | null>(null)
  const check = shallowRef<CheckResult | null>(null)
  const revealed = ref(false)
  /** The rating that is being saved. */
  const pressed = ref<Rating | null>(null)
  /** Answers saved in this session. */
  const answered = ref(0)
  let checking = false

  function reset(): void {
    response.value = null
    check.value = null
    revealed.value = false
    pressed.value = null
  }
  watch(steps.turn, reset, { flush: 'sync' })

  /** Compares the response, if there is one, and shows the answer. */
  async function reveal(): Promise<void> {
    const card = steps.step.value?.card
    if (!card || revealed.value || checking || steps.busy.value) return
    const turn = steps.turn.value
    const sent = given(response.value)
    checking = true
    try {
      const checked =
        sent && (await attempt(client.review.check({ cardId: card.cardId, seed: card.seed, response: sent })))
      if (turn !== steps.turn.value) return
      if (checked && !checked.ok) return void (await steps.refused(checked.error))
      check.value = checked ? checked.value : null
      revealed.value = true
    } finally {
      checking = false
    }
  }

  /** Saves a rating; the next card comes when it is durable. */
  async function rate(rating: Rating): Promise<void> {
    const card = steps.step.value?.card
    if (!card || !revealed.value || steps.busy.value) return
    pressed.value = rating
    const { cardId, seed } = card
    const answer = { ...scope, cardId, rating, seed, durationMs: steps.elapsed(), response: given(response.value) }
    try {
      if (!(await steps.run(() => client.review.answer(answer)))) return
      answered.value++
      const leech = steps.step.value?.leech
      if (leech) notices.say({ words: leechWords(leech) })
    } finally {
      pressed.value = null
    }
  }

  const responded = computed(() => given(response.value) !== null)
  return { response, responded, check, revealed, pressed, answered, reveal, rate }
}
