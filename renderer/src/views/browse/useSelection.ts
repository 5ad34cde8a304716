import { computed, ref, watch } from 'vue'
import type { useCardPages } from './useCardPages.ts'

/**
 * The selected card: it stays selected while rows move around it, and gives way to the next one when it is gone.
 * A card asked for by its id is selected even while its row has not been read.
 */
export function useSelection(list: ReturnType<typeof useCardPages>) {
  const { pages, meta, version, rowAt, indexOf } = list
  const cardId = ref<number | null>(null)
  /** -1 while the selected card's row is not known. */
  const index = ref(0)
  let pinned = false
  const last = computed(() => (meta.value?.total ?? 0) - 1)

  function select(at: number): void {
    pinned = false
    index.value = Math.max(0, Math.min(at, last.value))
    cardId.value = rowAt(index.value)?.cardId ?? null
  }

  function selectCard(id: number): void {
    pinned = true
    cardId.value = id
    index.value = indexOf(id) ?? -1
  }

  function settle(): void {
    const found = cardId.value === null ? null : indexOf(cardId.value)
    if (found !== null) index.value = found
    else if (!pinned) select(index.value)
  }

  watch(pages, settle)
  watch(version, (now) => {
    // The first answer leaves a card that was asked for alone; a new question begins at its top.
    if (!pinned || now > 1) select(0)
  })

  return { cardId, index, last, select, selectCard }
}
