import { computed, watch } from 'vue'
import { useRoute } from 'vue-router'
import { useDecksStore } from '../../stores/decks.ts'
import { numberOf, useBrowseQuery } from './useBrowseQuery.ts'
import { useCardDetail } from './useCardDetail.ts'
import { useCardPages } from './useCardPages.ts'
import { useChosen } from './useChosen.ts'
import { useSelection } from './useSelection.ts'

/** State of the Browse view: what is looked for, the list, the selection, and the selected card. */
export function useBrowse() {
  const route = useRoute()
  const decks = useDecksStore()
  const asked = useBrowseQuery()
  const list = useCardPages(asked.query)
  const selection = useSelection(list)
  const chosen = useChosen(asked.query, list, selection)
  const toCard = (given: unknown) => {
    const id = numberOf(given)
    if (id !== null) selection.selectCard(id)
  }
  watch(() => route.query['card'], toCard, { immediate: true })
  const detail = useCardDetail(list, selection)

  /** Name of the deck that the address keeps to, or null. */
  const deck = computed(() => decks.decks?.find((one) => one.deckId === asked.deckId.value)?.name ?? null)
  /** The selected card as far as it is known: its line, or what was read of it alone. */
  const current = computed(() => {
    const cardId = selection.cardId.value
    const row = list.rowAt(selection.index.value)
    if (row && row.cardId === cardId) return row
    return detail.value && detail.value.row.cardId === cardId ? detail.value.row : null
  })

  return { ...asked, deck, list, selection, chosen, detail, current }
}
