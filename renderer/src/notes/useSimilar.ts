import { onScopeDispose, shallowRef, watch } from 'vue'
import type { SimilarNote } from '../../../electron/contract/procedures/editor.ts'
import { attempt } from '../client/attempt.ts'
import { useClient } from '../client/client.ts'
import type { Draft } from './draft.ts'

const AFTER_MS = 500
const MOST_TEXT = 4000

/** The text by which a note is told from others: its first one. */
export function firstText(draft: Draft): string {
  switch (draft.kind) {
    case 'basic':
    case 'basic-reversed':
    case 'typed':
      return draft.front
    case 'cloze':
      return draft.text
    case 'computed':
      return draft.prompt
    case 'diagram':
      return draft.alt
    case 'template':
      return draft.fields[0] ?? ''
    default:
      return draft.stem
  }
}

/** Notes that begin as the one that is being written, looked for shortly after each change. */
export function useSimilar(draft: Draft, noteId: number | null) {
  const client = useClient()
  const found = shallowRef<readonly SimilarNote[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  async function look(): Promise<void> {
    const mine = ++turn
    const { kind, noteType } = draft
    const text = firstText(draft).slice(0, MOST_TEXT)
    const asked = { kind, text, noteType: kind === 'template' ? noteType : null, noteId }
    const result = text.trim() === '' ? null : await attempt(client.editor.similar(asked))
    if (mine === turn) found.value = result?.ok ? result.value : []
  }
  watch(
    () => [draft.kind, draft.noteType, firstText(draft)],
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void look(), AFTER_MS)
    },
  )
  onScopeDispose(() => clearTimeout(timer))
  return found
}
