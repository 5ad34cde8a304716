import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { ExportTask } from '../views/export/words.ts'
import type { StudyTask } from '../views/study/task.ts'

/** The note dialog: a new card (for a deck, if one is meant), or the edit of a note. */
export type NoteTask =
  { readonly task: 'new'; readonly deckId: number | null } | { readonly task: 'edit'; readonly noteId: number }

/** What lies over the views and may be opened from any of them. */
export const useShellStore = defineStore('shell', () => {
  const palette = ref(false)
  const keySheet = ref(false)
  const note = ref<NoteTask | null>(null)
  /** The dialog of a note type by itself, outside a note; null guid for a new one. */
  const noteType = ref<{ readonly guid: string | null } | null>(null)
  /** The dialog for a session of chosen cards, with what it begins with. */
  const study = ref<StudyTask | null>(null)
  /** The dialog for the way out, with what goes out. */
  const exporting = ref<ExportTask | null>(null)
  const history = ref(false)
  /** True once the person has changed the view, from when on a new page takes the focus. */
  const navigated = ref(false)

  function newNote(deckId: number | null = null): void {
    note.value = { task: 'new', deckId }
  }
  function editNote(noteId: number): void {
    note.value = { task: 'edit', noteId }
  }

  return { palette, keySheet, study, exporting, history, note, noteType, navigated, newNote, editNote }
})
