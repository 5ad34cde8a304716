import { computed, ref } from 'vue'
import { attempt, sentence, type Failure } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { useRead } from '../../client/useRead.ts'
import type { Result } from '../../client/result.ts'
import { useAppStore } from '../../stores/app.ts'
import { useDecksStore } from '../../stores/decks.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { linesOf, outlineOf } from './outline.ts'

const KEY = 'epoch.outline'
const OPEN_AT_FIRST = ['saved', 'decks', 'states']

function remembered(): Map<string, boolean> {
  const text = window.localStorage.getItem(KEY)
  try {
    return new Map(text === null ? [] : (JSON.parse(text) as [string, boolean][]))
  } catch {
    // What another version wrote counts as nothing.
    return new Map()
  }
}

/** Decks, tags, states and saved searches beside the list, and what of it is open in this window. */
export function useOutline() {
  const client = useClient()
  const app = useAppStore()
  const notices = useNoticesStore()
  const decks = useDecksStore()
  const { data } = useRead(() => client.browse.outline())
  const { data: saved } = useRead(() => client.savedSearches.list())
  const chosen = ref(remembered())
  const isOpen = (id: string) => chosen.value.get(id) ?? OPEN_AT_FIRST.includes(id)
  const entries = computed(() => outlineOf(data.value, decks.decks ?? [], saved.value ?? []))
  const lines = computed(() => linesOf(entries.value, isOpen))

  function setOpen(id: string, open: boolean): void {
    chosen.value = new Map(chosen.value).set(id, open)
    window.localStorage.setItem(KEY, JSON.stringify([...chosen.value]))
  }

  function settle(result: Result<{ undo: string }, Failure>, words: string): boolean {
    if (result.ok) app.touched()
    notices.say(result.ok ? { words, undo: true } : { words: sentence(result.error), tone: 'error' })
    return result.ok
  }

  /** Puts a saved search one place up or down. */
  async function shift(id: number, by: -1 | 1): Promise<void> {
    const ids = (saved.value ?? []).map((one) => one.id)
    const at = ids.indexOf(id)
    const other = ids[at + by]
    if (at === -1 || other === undefined) return
    ids[at] = other
    ids[at + by] = id
    settle(await attempt(client.savedSearches.reorder({ ids })), 'Moved the saved search.')
  }

  return {
    data,
    saved,
    lines,
    setOpen,
    shift,
    save: async (name: string, query: string) =>
      settle(await attempt(client.savedSearches.create({ name, query })), `Saved the search ${name}.`),
    rename: async (id: number, name: string) =>
      settle(await attempt(client.savedSearches.update({ id, name })), `Renamed the search to ${name}.`),
    renew: async (id: number, query: string) =>
      settle(await attempt(client.savedSearches.update({ id, query })), 'Changed the saved search.'),
    drop: async (id: number) => settle(await attempt(client.savedSearches.remove({ id })), 'Deleted the saved search.'),
  }
}
