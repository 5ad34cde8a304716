import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { Issue } from '../../../electron/contract/errors.ts'
import type { CardFace } from '../../../electron/contract/procedures/review.ts'
import { attempt, type Failure } from '../client/attempt.ts'
import { useClient, type Client } from '../client/client.ts'

export type NoteInput = Parameters<Client['notes']['preview']>[0]['note']

const PREVIEW_AFTER_MS = 150

/** The issues of a refusal; one of its own words when it names none. */
function issuesOf(failure: Failure): readonly Issue[] {
  const own: Issue = { severity: 'error', code: failure.code, message: failure.reason ?? failure.message, where: {} }
  return failure.issues.length > 0 ? failure.issues : [own]
}

/** Faces of a note that is being written, or what is wrong with it, shortly after each change; `null` is incomplete. */
export function useNotePreview(input: Readonly<Ref<NoteInput | null>>, seed: Readonly<Ref<number>>) {
  const client = useClient()
  const faces = shallowRef<readonly CardFace[]>([])
  const issues = shallowRef<readonly Issue[]>([])
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(next: readonly CardFace[], wrong: readonly Issue[] = []): void {
    turn++
    faces.value = next
    issues.value = wrong
  }

  /** Says what was refused, beside the faces as they are. */
  function refuse(failure: Failure): void {
    show(faces.value, issuesOf(failure))
  }

  async function preview(note: NoteInput | null): Promise<void> {
    if (note === null) return show([])
    const mine = ++turn
    const result = await attempt(client.notes.preview({ note, seed: seed.value }))
    if (mine !== turn) return
    if (result.ok) show(result.value.faces)
    else refuse(result.error)
  }

  const soon = (note: NoteInput | null) => {
    clearTimeout(timer)
    timer = setTimeout(() => void preview(note), PREVIEW_AFTER_MS)
  }
  watch(input, soon, { immediate: true })
  watch(seed, () => void preview(input.value))
  onScopeDispose(() => clearTimeout(timer))
  return { faces, issues, show, refuse }
}
