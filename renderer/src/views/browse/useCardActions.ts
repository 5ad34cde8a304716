import type { CardRow } from '../../../../electron/contract/procedures/browse.ts'
import { attempt, sentence, type Failure } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import type { Result } from '../../client/result.ts'
import { useAppStore } from '../../stores/app.ts'
import { useNoticesStore } from '../../stores/notices.ts'

/** What can be done to a card of the list, each with its undo. */
export function useCardActions() {
  const client = useClient()
  const app = useAppStore()
  const notices = useNoticesStore()

  function settle(result: Result<unknown, Failure>, words: string): void {
    if (!result.ok) return notices.say({ words: sentence(result.error), tone: 'error' })
    app.touched()
    notices.say({ words, undo: true })
  }

  return {
    async suspend(row: CardRow): Promise<void> {
      const suspended = !row.suspended
      const result = await attempt(client.browse.suspend({ cardIds: [row.cardId], suspended }))
      settle(result, suspended ? 'Suspended the card. It will not be asked.' : 'The card will be asked again.')
    },
    async remove(row: CardRow): Promise<void> {
      settle(await attempt(client.notes.remove({ noteId: row.noteId })), 'Deleted the note with all its cards.')
    },
  }
}
