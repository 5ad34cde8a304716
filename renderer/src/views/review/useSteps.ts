import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { ReviewStep } from '../../../../electron/contract/procedures/review.ts'
import { attempt, sentence, type Failure } from '../../client/attempt.ts'
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
  /** A call about the card was refused: says why, where that is not plain from what comes next, and reads that. */
  readonly refused: (failure: Failure) => Promise<void>
  /** Shows the step with another value in its card, without a new turn; `undo` names what undo takes back now. */
  readonly amend: (change: Partial<NonNullable<ReviewStep['card']>>, undo: string) => void
  /** Milliseconds since the step was shown. */
  readonly elapsed: () => number
}

const NEW_DAY = 'A new study day has begun. Answers count for it from here on.'
const GONE = 'That card is gone: it was deleted meanwhile. Nothing was counted for it.'

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
    if (step.value && next.day > step.value.day) notices.say({ words: NEW_DAY })
    step.value = next
    turn.value++
    shownAt = performance.now()
    app.saved(next.savedAt)
  }

  /** A card that was answered elsewhere needs no word: the next one comes, as it would have. */
  function say(failure: Failure): void {
    if (failure.code === 'NOT_FOUND') notices.say({ words: GONE })
    else if (failure.code === 'INVALID') notices.say({ words: sentence(failure), tone: 'error' })
  }

  async function run(call: () => PromiseLike<ReviewStep>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      const result = await attempt(call())
      if (!result.ok) say(result.error)
      take(result.ok ? result.value : await client.review.next(scope))
      return result.ok
    } finally {
      busy.value = false
    }
  }

  function amend(change: Partial<NonNullable<ReviewStep['card']>>, undo: string): void {
    const now = step.value
    if (now?.card) step.value = { ...now, undo, card: { ...now.card, ...change } }
  }

  const read = () => run(() => client.review.next(scope))
  async function refused(failure: Failure): Promise<void> {
    say(failure)
    await read()
  }
  const elapsed = () => Math.max(0, Math.round(performance.now() - shownAt))
  return { step, turn, busy, run, read, refused, amend, elapsed }
}
