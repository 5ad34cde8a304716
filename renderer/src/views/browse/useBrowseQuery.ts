import { computed, ref, watch } from 'vue'
import { useRoute } from 'vue-router'
import type { BrowseMode } from '../../../../electron/contract/procedures/browse.ts'
import { AS_MADE, pressed, type Sort, type SortKey } from './columns.ts'
import { joined, type Join } from './compose.ts'
import { delayed } from './delayed.ts'
import type { CardQuery } from './useCardPages.ts'

const TYPED_MS = 120

/** A number in the address, or null. */
export const numberOf = (value: unknown) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : null)
const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** What is looked for and in which order: as typed, from the address, and by presses. */
export function useBrowseQuery() {
  const route = useRoute()
  /** As typed; looked for after a moment of rest. */
  const typed = ref(textOf(route.query['search']))
  const text = ref(typed.value.trim())
  const deckId = ref(numberOf(route.query['deck']))
  const mode = ref<BrowseMode>('cards')
  const sort = ref<Sort>(AS_MADE)
  const query = computed<CardQuery>(() => ({
    text: text.value,
    deckId: deckId.value,
    mode: mode.value,
    sort: sort.value,
  }))

  const look = delayed(
    () => (text.value = typed.value.trim()),
    () => (typed.value === '' ? 0 : TYPED_MS),
  )
  watch(typed, look)
  const toDeck = (given: unknown) => void (deckId.value = numberOf(given))
  watch(() => route.query['deck'], toDeck)
  const toSearch = (given: unknown) => void (typed.value = textOf(given))
  watch(() => route.query['search'], toSearch)

  const sortBy = (by: SortKey) => void (sort.value = pressed(sort.value, by))
  /** Looks for something else at once. */
  function find(next: string): void {
    typed.value = next
    text.value = next.trim()
  }
  const join = (term: string, how: Join) => find(joined(typed.value, term, how))
  function widen(): void {
    find('')
    deckId.value = null
  }

  return { typed, text, deckId, mode, sort, query, sortBy, find, join, widen }
}
