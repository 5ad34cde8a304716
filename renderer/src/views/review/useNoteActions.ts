import type { ReviewCard } from '../../../../electron/contract/procedures/review.ts'
import { attempt, type Failure } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import type { Result } from '../../client/result.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { drained } from '../browse/useBulk.ts'
import type { Steps } from './useSteps.ts'

/** The tag of a note that is marked; Anki's. */
export const MARKED = 'marked'

/** What can be done with the whole note of the card on screen. */
export function useNoteActions(steps: Steps, shown: () => boolean) {
  const client = useClient()
  const notices = useNoticesStore()
  const withCard = (run: (card: ReviewCard) => Promise<void>) => async () => {
    const card = steps.step.value?.card
    if (card && shown() && !steps.busy.value) await run(card)
  }

  async function settle(result: Result<unknown, Failure>, words: string): Promise<void> {
    if (!result.ok) return steps.refused(result.error)
    notices.say({ words: `${words} U takes it back.` })
    await steps.read()
  }
  const cardsOf = async ({ noteId }: ReviewCard) =>
    (await client.browse.resolve({ mode: 'notes', ids: [noteId] })).cardIds

  const buryNote = withCard(async (card) => {
    const result = await attempt(client.cards.bury({ cardIds: await cardsOf(card), buried: true }))
    await settle(result, 'All cards of the note are buried until tomorrow.')
  })
  const suspendNote = withCard(async (card) => {
    const result = await attempt(client.cards.suspend({ cardIds: await cardsOf(card), suspended: true }))
    await settle(result, 'All cards of the note are suspended.')
  })
  const remove = withCard(async ({ noteId }) =>
    settle(await attempt(client.notes.remove({ noteId })), 'Deleted the note with all its cards.'),
  )
  const mark = withCard(async ({ cardId, tags }) => {
    const kept = tags.filter((tag) => tag.toLowerCase() !== MARKED)
    const marked = kept.length < tags.length
    const act = { type: 'tags' as const, add: marked ? [] : [MARKED], remove: marked ? [MARKED] : [] }
    const done = await attempt(
      client.browse.bulk({ act, cardIds: [cardId] }).then((progress) => drained(progress, () => undefined)),
    )
    if (!done.ok) return steps.refused(done.error)
    steps.amend({ tags: marked ? kept : [...tags, MARKED] }, done.value.undo)
  })

  return { buryNote, suspendNote, remove, mark }
}
