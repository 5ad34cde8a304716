import { watch } from 'vue'
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
  const flag = withCard(async ({ cardId, flag: now }) => {
    const result = await attempt(client.review.flag({ cardId, flag: now === 0 ? 1 : 0 }))
    if (result.ok) steps.amend({ flag: result.value.flag })
    else await steps.read()
  })
  const report = withCard(async ({ noteId }) => {
    const result = await attempt(client.app.noteReport({ noteId }))
    const copied = result.ok && (await copyText(result.value.text))
    const failed = result.ok ? 'The clipboard could not be reached.' : sentence(result.error)
    notices.say({ words: copied ? 'A report about this card is on the clipboard.' : failed })
  })

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

  async function undo(): Promise<void> {
    if (steps.busy.value) return
    const result = await attempt(client.history.undo())
    if (!result.ok) return notices.say({ words: sentence(result.error), tone: 'error' })
    const { name } = result.value
    if (name === null) return notices.say({ words: 'There is nothing to undo.' })
    notices.say({ words: `Taken back: ${name}.` })
    await steps.read()
  }

  return { suspend, bury, flag, report, edit, undo }
}
