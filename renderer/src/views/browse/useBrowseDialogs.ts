import { ref, shallowRef } from 'vue'
import type { Replacement, SavedSearch } from '../../../../electron/contract/procedures/browse.ts'
import type { useActs } from './useActs.ts'
import type { useBrowse } from './useBrowse.ts'
import type { useOutline } from './useOutline.ts'

export type Dialog = 'save' | 'columns' | 'help' | 'replace' | 'duplicates'

/** What lies over the view: saving and renaming a search, columns, help, find and replace, duplicates. */
export function useBrowseDialogs(
  browse: ReturnType<typeof useBrowse>,
  acts: ReturnType<typeof useActs>,
  outline: ReturnType<typeof useOutline>,
) {
  const dialog = ref<Dialog | null>(null)
  const renaming = shallowRef<SavedSearch | null>(null)
  /** Notes that find and replace may keep to. */
  const noteIds = shallowRef<readonly number[] | null>(null)

  const close = () => void ((dialog.value = null), (renaming.value = null))
  const show = (which: Dialog) => () => void (dialog.value = which)

  async function name(words: string): Promise<void> {
    const before = renaming.value
    const done = before === null ? await outline.save(words, browse.text.value) : await outline.rename(before.id, words)
    if (done) close()
  }

  function saved(act: 'rename' | 'renew' | 'drop' | 'up' | 'down', search: SavedSearch): void {
    if (act === 'rename') renaming.value = search
    else if (act === 'renew') void outline.renew(search.id, browse.text.value)
    else if (act === 'drop') void outline.drop(search.id)
    else void outline.shift(search.id, act === 'up' ? -1 : 1)
  }

  function replace(what: Replacement): void {
    close()
    void acts.bulk.replace(what)
  }

  /** The notes themselves, in a list of notes. */
  function showNotes(ids: readonly number[]): void {
    close()
    browse.mode.value = 'notes'
    browse.find(`nid:${ids.slice(0, 2000).join(',')}`)
  }

  return { dialog, renaming, noteIds, close, show, name, saved, replace, showNotes }
}
