import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { ReviewStep } from '../../../../electron/contract/procedures/review.ts'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { useAppStore } from '../../stores/app.ts'
import { useNoticesStore } from '../../stores/notices.ts'

/** What is being asked: the day's queue of a deck or of all, or the session of chosen cards. */
export interface ReviewScope {
  readonly deckId: number | null
  readonly study?: true
}

export interface Steps {
  readonly step: Readonly<ShallowRef<ReviewStep | null>>
  /** Goes up with every step that is shown, also when the same card comes again. */
  readonly turn: Readonly<Ref<number>>
  /** A call that leads to the next step is on its way. */
  readonly busy: Readonly<Ref<boolean>>
  /**
   * Makes a call and shows the step it gives. One call at a time: another one meanwhile does nothing. When the card
   * has changed behind our back, what there is to ask now is read instead. True when the call itself was done.
   */
  readonly run: (call: () => PromiseLike<ReviewStep>) => Promise<boolean>
  readonly read: () => Promise<boolean>
  /** Shows the step with another value in its card, without a new turn. */
  readonly amend: (change: Partial<NonNullable<ReviewStep['card']>>) => void
  /** Milliseconds since the step was shown. */
  readonly elapsed: () => number
}

/** The steps of a review session, one after the other. */
export function useSteps(scope: ReviewScope): Steps {
  const client = useClient()
  const app = useAppStore()
  const notices = useNoticesStore()
  const step = shallowRef<ReviewStep | null>(null)
  const turn = ref(0)
  const busy = ref(false)
  let shownAt = performance.now()

  function take(next: ReviewStep): void {
    step.value = next
    turn.value++
    shownAt = performance.now()
    app.saved(next.savedAt)
  }

  async function run(call: () => PromiseLike<ReviewStep>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      const result = await attempt(call())
      if (!result.ok && result.error.code === 'INVALID') notices.say({ words: sentence(result.error), tone: 'error' })
      take(result.ok ? result.value : await client.review.next(scope))
      return result.ok
    } finally {
      busy.value = false
    }
  }

  function amend(change: Partial<NonNullable<ReviewStep['card']>>): void {
    const now = step.value
    if (now?.card) step.value = { ...now, card: { ...now.card, ...change } }
  }

  const read = () => run(() => client.review.next(scope))
  const elapsed = () => Math.max(0, Math.round(performance.now() - shownAt))
  return { step, turn, busy, run, read, amend, elapsed }
}
