import { computed, ref } from 'vue'
import { useRouter } from 'vue-router'
import type { StudyChoice } from '../../../../electron/contract/procedures/study.ts'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'

/** Begins a session, or makes today longer, and goes there. */
export function useStart(close: () => void) {
  const client = useClient()
  const router = useRouter()
  const error = ref('')
  const busy = ref(false)

  async function run(work: () => Promise<string | null>, to: () => object | string): Promise<void> {
    if (busy.value) return
    busy.value = true
    try {
      error.value = (await work()) ?? ''
      if (error.value !== '') return
      close()
      await router.push(to())
    } finally {
      busy.value = false
    }
  }

  const begin = (choice: StudyChoice) =>
    run(
      async () => {
        const started = await attempt(client.study.start(choice))
        return started.ok ? null : sentence(started.error)
      },
      () => ({ name: 'study' }),
    )

  /** Today's limits of a deck, raised from what they are. */
  const lengthen = (deckId: number, more: { readonly fresh: number; readonly reviews: number }) =>
    run(
      async () => {
        const view = await attempt(client.decks.options({ deckId }))
        if (!view.ok) return sentence(view.error)
        const { own, preset } = view.value
        const today = {
          newPerDay: (own.today?.newPerDay ?? own.newPerDay ?? preset.options.newPerDay) + more.fresh,
          reviewsPerDay: (own.today?.reviewsPerDay ?? own.reviewsPerDay ?? preset.options.reviewsPerDay) + more.reviews,
        }
        const done = await attempt(client.decks.setOptions({ deckId, options: { today } }))
        return done.ok ? null : sentence(done.error)
      },
      () => `/review/${deckId}`,
    )

  return { error, busy: computed(() => busy.value), begin, lengthen }
}
