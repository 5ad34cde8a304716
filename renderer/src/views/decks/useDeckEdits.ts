import { useClient } from '../../client/client.ts'
import { attempt, sentence, type Failure } from '../../client/attempt.ts'
import type { Result } from '../../client/result.ts'
import { amount } from '../../format/words.ts'
import { useAppStore } from '../../stores/app.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import type { DeckRow } from '../../../../electron/contract/procedures/collection.ts'

/** Changes to decks, each with its undo. */
export function useDeckEdits() {
  const client = useClient()
  const app = useAppStore()
  const notices = useNoticesStore()

  function settle<T>(result: Result<T, Failure>, words: (value: T) => string): T | null {
    if (!result.ok) {
      notices.say({ words: sentence(result.error), tone: 'error' })
      return null
    }
    app.touched()
    notices.say({ words: words(result.value), undo: true })
    return result.value
  }

  return {
    /** The id of the new deck, or null when it could not be made. */
    async create(name: string, parentId: number | null): Promise<number | null> {
      const made = settle(await attempt(client.decks.create({ name, parentId })), () => `Created ${name}.`)
      return made?.deckId ?? null
    },
    async rename(deck: DeckRow, name: string): Promise<boolean> {
      const result = await attempt(client.decks.rename({ deckId: deck.deckId, name }))
      return settle(result, () => `Renamed ${deck.name} to ${name}.`) !== null
    },
    async move(deck: DeckRow, parentId: number | null, where: string): Promise<boolean> {
      const result = await attempt(client.decks.move({ deckId: deck.deckId, parentId }))
      return settle(result, () => `Moved ${deck.name} to ${where}.`) !== null
    },
    async remove(deck: DeckRow): Promise<boolean> {
      const result = await attempt(client.decks.remove({ deckId: deck.deckId }))
      return settle(result, ({ notes }) => `Deleted ${deck.name} with ${amount(notes, 'note')}.`) !== null
    },
  }
}
