import { computed, shallowRef, type ShallowRef } from 'vue'
import { NOTE_KINDS, type NoteKind } from '../../../electron/contract/content/note-content.ts'
import type { NoteTypeField } from '../../../electron/contract/content/note-type.ts'
import type { NoteView } from '../../../electron/contract/procedures/collection.ts'
import { convert, kindsFor } from './conversion.ts'
import type { Draft } from './draft.ts'
import type { Choices } from './useChoices.ts'

/** The kinds that a note can have, the types of imported ones, and the dialog that edits those. */
export function useKinds(
  draft: Draft,
  note: NoteView | null,
  choices: Readonly<ShallowRef<Choices | null>>,
  refresh: () => Promise<void>,
) {
  /** The note type that is being edited; null guid for a new one. */
  const dialog = shallowRef<{ readonly guid: string | null } | null>(null)
  const offered = computed<readonly NoteKind[]>(() => (note ? kindsFor(draft) : NOTE_KINDS))
  const type = computed(() => choices.value?.noteTypes.find(({ guid }) => guid === draft.noteType))
  const fields = computed<readonly NoteTypeField[]>(() => {
    if (type.value) return type.value.fields
    const names = note?.noteType?.fields ?? draft.fields.map((_, at) => `Field ${at + 1}`)
    return names.map((name) => ({ name }))
  })
  const isCloze = computed(() => draft.kind === 'template' && type.value?.kind === 'cloze')
  const sticky = (path: string) => {
    const at = /^fields\.(\d+)$/.exec(path)?.[1]
    return at !== undefined && fields.value[Number(at)]?.sticky === true
  }

  function chooseType(guid: string): void {
    Object.assign(draft, { kind: 'template', noteType: guid })
    const next = choices.value?.noteTypes.find((one) => one.guid === guid)
    if (next) draft.fields = next.fields.map((_, at) => draft.fields[at] ?? '')
  }
  /** @param made guid of the type that was saved, or null */
  async function closeDialog(made: string | null): Promise<void> {
    dialog.value = null
    if (made === null) return
    await refresh()
    if (!note) chooseType(made)
  }
  return {
    offered,
    fields,
    isCloze,
    sticky,
    dialog,
    chooseType,
    closeDialog,
    choose: (kind: NoteKind) => convert(draft, kind),
    newType: () => void (dialog.value = { guid: null }),
    editType: () => void (dialog.value = { guid: draft.noteType }),
  }
}
