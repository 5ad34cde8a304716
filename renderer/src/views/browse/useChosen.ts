import { computed, shallowRef, watch, type Ref } from 'vue'
import type { CardRow } from '../../../../electron/contract/procedures/browse.ts'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { queryOf, type CardQuery, type useCardPages } from './useCardPages.ts'
import type { useSelection } from './useSelection.ts'

/** More lines than this are asked for by their ids, whether they were read or not. */
const MANY = 1000

/** Ids of a stretch of lines: of those in memory, else as the host knows them. */
function useStretch(query: Readonly<Ref<CardQuery>>, list: ReturnType<typeof useCardPages>) {
  const client = useClient()
  const notices = useNoticesStore()
  const idOf = (row: CardRow) => (query.value.mode === 'notes' ? row.noteId : row.cardId)

  async function stretch(from: number, to: number): Promise<readonly number[] | null> {
    const rows = to - from > MANY ? [] : Array.from({ length: to - from }, (_, at) => list.rowAt(from + at))
    if (rows.length > 0 && rows.every((row) => row !== undefined)) return rows.map(idOf)
    const result = await attempt(client.browse.ids({ ...queryOf(query.value), from, to }))
    if (result.ok) return result.value.ids
    notices.say({ words: sentence(result.error), tone: 'error' })
    return null
  }

  return { stretch, idOf }
}

/**
 * Several lines chosen at once: by their ids (of cards, or of notes), so that lines that were never read can be among
 * them. Nothing chosen means the selected line.
 */
export function useChosen(
  query: Readonly<Ref<CardQuery>>,
  list: ReturnType<typeof useCardPages>,
  selection: ReturnType<typeof useSelection>,
) {
  const { stretch, idOf } = useStretch(query, list)
  const ids = shallowRef<ReadonlySet<number>>(new Set())
  let anchor = 0
  let turn = 0
  const count = computed(() => ids.value.size)

  function clear(): void {
    turn++
    anchor = selection.index.value
    if (ids.value.size > 0) ids.value = new Set()
  }

  /** The line alone; what was chosen no longer is. */
  function only(index: number): void {
    selection.select(index)
    clear()
  }

  async function put(from: number, to: number): Promise<void> {
    const mine = ++turn
    const found = await stretch(from, to)
    if (mine === turn && found) ids.value = new Set(found)
  }

  /** Everything between the line where choosing began and this one. */
  function extend(index: number): Promise<void> {
    if (ids.value.size === 0) anchor = Math.max(0, selection.index.value)
    selection.select(index)
    const to = selection.index.value
    return put(Math.min(anchor, to), Math.max(anchor, to) + 1)
  }

  /** Chooses a line beside the others, or no longer. */
  function toggle(index: number): void {
    const before = list.rowAt(selection.index.value)
    const next = new Set(ids.value)
    if (next.size === 0 && before && index !== selection.index.value) next.add(idOf(before))
    selection.select(index)
    const row = list.rowAt(selection.index.value)
    if (!row) return
    if (!next.delete(idOf(row))) next.add(idOf(row))
    turn++
    anchor = selection.index.value
    ids.value = next
  }

  const all = () => put(0, list.meta.value?.total ?? 0)
  const has = (row: CardRow | undefined) => row !== undefined && ids.value.has(idOf(row))
  const forget = () => void ((ids.value = new Set()), turn++)
  watch(() => [query.value.text, query.value.deckId, query.value.mode], forget)

  return { ids, count, has, only, extend, toggle, all, clear }
}
