import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { DeckRow } from '../../../electron/contract/procedures/collection.ts'
import { useClient } from '../client/client.ts'
import { useRead } from '../client/useRead.ts'

const KEY = 'epoch.branches'

function remembered(): Map<number, boolean> {
  const entries = (window.localStorage.getItem(KEY) ?? '').split(' ').filter(Boolean)
  return new Map(entries.map((entry) => [Math.abs(Number(entry)), Number(entry) > 0]))
}

/** The deck tree, and which of its branches are open in this window. */
export const useDecksStore = defineStore('decks', () => {
  const client = useClient()
  const { data: decks, refresh } = useRead(() => client.decks.tree())
  const chosen = ref(remembered())

  /** Top decks stand open until they are closed, deeper ones closed until they are opened. */
  function isOpen(deck: DeckRow, depth: number): boolean {
    return chosen.value.get(deck.deckId) ?? depth === 0
  }

  function setOpen(deckId: number, open: boolean): void {
    chosen.value = new Map(chosen.value).set(deckId, open)
    const entries = [...chosen.value].map(([id, is]) => (is ? id : -id))
    window.localStorage.setItem(KEY, entries.join(' '))
  }

  return { decks, refresh, isOpen, setOpen }
})
