import { computed, ref, type Ref } from 'vue'
import type { BulkAct, CardRow } from '../../../../electron/contract/procedures/browse.ts'
import { flagAfter, flagHandlers } from '../../keys/flags.ts'
import { amount } from '../../format/words.ts'
import { useShellStore } from '../../stores/shell.ts'
import { actMenu, type ActHandlers } from './act-menu.ts'
import { useBulk, type Target } from './useBulk.ts'
import { useCardActions } from './useCardActions.ts'
import type { CardQuery } from './useCardPages.ts'
import type { useChosen } from './useChosen.ts'

/** What asks before it does something. */
export type Asking = 'tags' | 'move' | 'flag' | 'due' | 'forget' | 'reposition' | 'grade' | 'kind'

interface Parts {
  readonly query: Readonly<Ref<CardQuery>>
  readonly chosen: ReturnType<typeof useChosen>
  readonly current: Readonly<Ref<CardRow | null>>
}

/** What can be done to the chosen cards, or to the selected one where none are chosen. */
export function useActs({ query, chosen, current }: Parts) {
  const bulk = useBulk()
  const single = useCardActions()
  const shell = useShellStore()
  const asking = ref<Asking | null>(null)

  const target = computed((): Target | null => {
    const { mode } = query.value
    if (chosen.count.value > 0) return { mode, ids: [...chosen.ids.value] }
    const row = current.value
    return row === null ? null : { mode, ids: [mode === 'notes' ? row.noteId : row.cardId] }
  })
  /** The one card that is meant, in a list of cards. */
  const alone = computed(() => (chosen.count.value === 0 && query.value.mode === 'cards' ? current.value : null))

  async function act(act: BulkAct): Promise<void> {
    const meant = target.value
    if (meant !== null) await bulk.act(act, meant)
  }
  const ask = (what: Asking) => () => void (asking.value = target.value === null ? null : what)

  async function answer(given: BulkAct): Promise<void> {
    asking.value = null
    await act(given)
  }

  async function exportNotes(): Promise<void> {
    const meant = target.value
    if (meant === null) return
    const noteIds = [...(await bulk.notesOf(meant))]
    if (noteIds.length > 0)
      shell.exporting = { scope: { type: 'notes', noteIds }, name: amount(noteIds.length, 'note') }
  }

  const handlers: ActHandlers = {
    'browse.suspend': () =>
      alone.value ? single.suspend(alone.value) : act({ type: 'suspend', suspended: !current.value?.suspended }),
    'browse.remove': () => (alone.value ? single.remove(alone.value) : act({ type: 'remove' })),
    'browse.bury': () => act({ type: 'bury', buried: !current.value?.buried }),
    'browse.hold': () => act({ type: 'hold', held: !current.value?.held }),
    'browse.tags': ask('tags'),
    'browse.move': ask('move'),
    'browse.flags': ask('flag'),
    'browse.due': ask('due'),
    'browse.forget': ask('forget'),
    'browse.reposition': ask('reposition'),
    'browse.grade': ask('grade'),
    'browse.kind': ask('kind'),
    'browse.export': exportNotes,
  }

  const flags = flagHandlers('browse', (flag) => act({ type: 'flag', flag: flagAfter(current.value?.flag ?? 0, flag) }))

  const menu = computed(() => actMenu(current.value, handlers))

  return { bulk, asking, target, handlers, flags, menu, answer, notesOf: bulk.notesOf }
}
