import { computed, nextTick, ref, type Ref } from 'vue'
import type { DeckRow } from '../../../../electron/contract/procedures/collection.ts'
import { useDecksStore } from '../../stores/decks.ts'
import { visibleRows } from './tree.ts'

/** The deck tree with one selected row, as the keys move it. */
export function useDeckTree(table: Readonly<Ref<HTMLElement | null>>) {
  const store = useDecksStore()
  const rows = computed(() => visibleRows(store.decks ?? [], store.isOpen))
  const chosen = ref<number | null>(null)
  const place = computed(() => {
    const at = rows.value.findIndex((row) => row.deck.deckId === chosen.value)
    return at === -1 ? 0 : at
  })
  const selected = computed(() => rows.value[place.value] ?? null)

  /** Puts the focus on the selected row. */
  async function focusRow(): Promise<void> {
    await nextTick()
    table.value?.querySelector<HTMLElement>(`[data-deck="${selected.value?.deck.deckId}"]`)?.focus()
  }

  async function select(deck: DeckRow | undefined): Promise<void> {
    if (!deck) return
    chosen.value = deck.deckId
    await focusRow()
  }

  const step = (by: number) => select(rows.value[place.value + by]?.deck)

  /** Right: opens a closed branch, or goes to its first child. */
  async function open(): Promise<void> {
    const row = selected.value
    if (!row || row.children === 0) return
    if (row.open) await step(1)
    else store.setOpen(row.deck.deckId, true)
  }

  /** Left: closes an open branch, or goes to the parent. */
  async function close(): Promise<void> {
    const row = selected.value
    if (row?.open) store.setOpen(row.deck.deckId, false)
    else await select(rows.value.find((one) => one.deck.deckId === row?.deck.parentId)?.deck)
  }

  return { rows, selected, chosen, focusRow, step, open, close, setOpen: store.setOpen }
}
