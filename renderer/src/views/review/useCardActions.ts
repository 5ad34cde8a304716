import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { ReviewCard } from '../../../../electron/contract/procedures/review.ts'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { copyText } from '../../client/copy.ts'
import { useAppStore } from '../../stores/app.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { useShellStore } from '../../stores/shell.ts'
import type { ReviewScope, Steps } from './useSteps.ts'

/** What else can be done with the card on screen, as long as `shown` says that there is one. */
export function useCardActions(steps: Steps, scope: ReviewScope, shown: () => boolean) {
  const client = useClient()
  const route = useRoute()
  const router = useRouter()
  const app = useAppStore()
  const notices = useNoticesStore()
  const shell = useShellStore()
  const withCard = (run: (card: ReviewCard) => unknown) => async () => {
    const card = steps.step.value?.card
    if (card && shown() && !steps.busy.value) await run(card)
  }

  const suspend = withCard(async ({ cardId }) => {
    if (await steps.run(() => client.review.suspend({ ...scope, cardId })))
      notices.say({ words: 'Suspended. U takes it back.' })
  })
  const bury = withCard(async ({ cardId }) => {
    if (await steps.run(() => client.review.bury({ ...scope, cardId })))
      notices.say({ words: 'Buried until tomorrow. U takes it back.' })
  })
  const report = withCard(async ({ noteId }) => {
    const result = await attempt(client.app.noteReport({ noteId }))
    const copied = result.ok && (await copyText(result.value.text))
    const failed = result.ok ? 'The clipboard could not be reached.' : sentence(result.error)
    notices.say({ words: copied ? 'A report about this card is on the clipboard.' : failed })
  })

  const options = withCard(({ deckId }) =>
    router.push({ name: 'deck-options', params: { deckId }, query: { from: route.path } }),
  )

  let revision = app.revision
  const edit = withCard(({ noteId }) => {
    revision = app.revision
    shell.editNote(noteId)
  })
  watch(
    () => shell.note,
    async (now, before) => {
      if (now === null && before?.task === 'edit' && app.revision !== revision) await steps.read()
    },
  )

  async function go(call: () => PromiseLike<{ name: string | null }>, done: string, nothing: string): Promise<void> {
    if (steps.busy.value) return
    const result = await attempt(call())
    if (!result.ok) return notices.say({ words: sentence(result.error), tone: 'error' })
    const { name } = result.value
    if (name === null) return notices.say({ words: nothing })
    notices.say({ words: `${done}: ${name}.` })
    await steps.read()
  }
  const undo = () => go(() => client.history.undo(), 'Taken back', 'There is nothing to undo.')
  const redo = () => go(() => client.history.redo(), 'Done again', 'There is nothing to redo.')

  return { suspend, bury, report, options, edit, undo, redo }
}
