import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { attempt } from '../../client/attempt.ts'
import { useClient, type Client } from '../../client/client.ts'
import { delayed } from './delayed.ts'
import type { useCardPages } from './useCardPages.ts'
import type { useSelection } from './useSelection.ts'

export type CardDetail = Awaited<ReturnType<Client['browse']['card']>>

/** While the selection runs through the list, only where it stops is read. */
const SETTLE_MS = 50

/** Everything about the selected card; what was read of the one before stays until it is there. */
export function useCardDetail(
  list: ReturnType<typeof useCardPages>,
  selection: ReturnType<typeof useSelection>,
): Readonly<ShallowRef<CardDetail | null>> {
  const client = useClient()
  const detail = shallowRef<CardDetail | null>(null)
  let turn = 0

  async function read(): Promise<void> {
    const mine = ++turn
    const cardId = selection.cardId.value
    if (cardId === null) return void (detail.value = null)
    const result = await attempt(client.browse.card({ cardId }))
    if (mine !== turn) return
    detail.value = result.ok ? result.value : null
    // A card that was asked for by its id and is gone: the list goes on without it.
    if (!result.ok) selection.select(selection.index.value)
  }
  const readSoon = delayed(
    () => void read(),
    () => (detail.value ? SETTLE_MS : 0),
  )

  watch(selection.cardId, readSoon, { immediate: true })
  // Something changed: the selected card is read anew once the list has told whether it is still there.
  const reread = () => {
    if (detail.value?.row.cardId === selection.cardId.value) readSoon()
  }
  watch(list.pages, reread, { flush: 'post' })
  onScopeDispose(() => turn++)
  return detail
}
