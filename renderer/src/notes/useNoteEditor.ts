import { computed, reactive, ref, watch } from 'vue'
import type { NoteView } from '../../../electron/contract/procedures/collection.ts'
import { attempt, type Failure } from '../client/attempt.ts'
import { useClient } from '../client/client.ts'
import { useAppStore } from '../stores/app.ts'
import { missing, noteOf, type Draft } from './draft.ts'
import { aboutOf } from './draft-note.ts'
import { draftOfNote } from './draft-of.ts'
import { firstDraft, nextDraft } from './next-draft.ts'
import { useNotePreview, type NoteInput } from './useNotePreview.ts'
import { useSource } from './useSource.ts'

/** What an editor begins with: the note, or nothing for a new one, and unsaved work that came back. */
export interface Beginning {
  readonly note: NoteView | null
  readonly kept: Draft | null
}

const copyOf = (draft: Draft): Draft => JSON.parse(JSON.stringify(draft)) as Draft

/** The note as it would be sent; what stands beside it whenever it is not as before. */
function inputOf(draft: Draft, before: Draft): NoteInput {
  const about = aboutOf(draft)
  const same = JSON.stringify(about) === JSON.stringify(aboutOf(before))
  return { ...noteOf(draft), ...(same ? {} : { about }) }
}

/** State of the editor: the draft or the text of a deck file, what is wrong with it, its faces, and saving. */
export function useNoteEditor({ note, kept }: Beginning) {
  const client = useClient()
  const app = useAppStore()
  const before = ref(note ? draftOfNote(note) : firstDraft())
  const draft = reactive<Draft>(copyOf(kept ?? before.value))
  /** True once a save was tried: from then on what is missing is said. */
  const tried = ref(false)
  const seed = ref(1)
  const gaps = computed(() => missing(draft))
  const formInput = computed(() => (Object.keys(gaps.value).length === 0 ? inputOf(draft, before.value) : null))
  const refuse = (failure: Failure) => preview.refuse(failure)
  const source = useSource(draft, () => formInput.value, refuse)
  const input = computed<NoteInput | null>(() => (source.asYaml.value ? { yaml: source.yaml.value } : formInput.value))
  const preview = useNotePreview(input, seed)
  // Faces of another kind would be taken for those of this one.
  watch([() => draft.kind, () => draft.noteType], () => preview.show([]), { flush: 'sync' })
  /** Another kind alone, with nothing written, is nothing to keep. */
  const written = (one: Draft) => JSON.stringify(note ? one : { ...one, kind: '', noteType: '' })
  const changed = computed(() => written(draft) !== written(before.value))
  const shownGaps = computed(() => (tried.value ? gaps.value : {}))

  /** Saves; the number of cards a new note has (0 for an edit), or null when something is wrong with it. */
  async function save(deckId: number): Promise<number | null> {
    tried.value = true
    const content = input.value
    if (content === null) return null
    const result = note
      ? await attempt<{ undo: string; cards?: number }>(client.notes.update({ noteId: note.noteId, note: content }))
      : await attempt<{ undo: string; cards?: number }>(client.notes.create({ deckId, note: content }))
    if (!result.ok) {
      preview.refuse(result.error)
      return null
    }
    tried.value = false
    before.value = copyOf(draft)
    app.touched()
    return result.value.cards ?? 0
  }

  function begin(next: Draft): void {
    Object.assign(draft, copyOf(next))
    tried.value = false
    source.asYaml.value = false
    preview.show([])
  }

  /** Empties the form for the next card; kind, tags and fields that are to stay do. */
  function clear(keeps: (path: string) => boolean): void {
    before.value = nextDraft(draft, keeps)
    begin(before.value)
  }

  /** Leaves unsaved work behind and begins with what is saved. */
  const startAfresh = () => begin(before.value)
  return { draft, ...source, ...preview, seed, tried, gaps: shownGaps, changed, save, clear, startAfresh }
}
