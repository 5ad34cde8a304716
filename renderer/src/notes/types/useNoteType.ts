import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import type { Issue } from '../../../../electron/contract/errors.ts'
import type { NoteTypeDefinition } from '../../../../electron/contract/content/note-type.ts'
import type { CardFace } from '../../../../electron/contract/procedures/review.ts'
import { attempt, sentence, type Failure } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { finalValue } from './final-value.ts'
import { copyOf } from './kept-type.ts'
import {
  definitionOf,
  effectWords,
  newTypeDraft,
  sampleFields,
  typeDraftOf,
  type TypeDraft,
} from './note-type-draft.ts'

const PREVIEW_AFTER_MS = 200

/** The faces of the cards of a type that is being written, and what is wrong with it. */
function useTypePreview(definition: () => NoteTypeDefinition, fields: () => string[]) {
  const client = useClient()
  const faces = shallowRef<readonly CardFace[]>([])
  const issues = shallowRef<readonly Issue[]>([])
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  async function look(): Promise<void> {
    const mine = ++turn
    const read = await attempt(client.noteTypes.preview({ definition: definition(), fields: fields() }))
    if (mine !== turn) return
    issues.value = read.ok ? [] : read.error.issues
    if (read.ok) faces.value = read.value.faces
  }
  const stop = watch(
    () => JSON.stringify(definition()),
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void look(), PREVIEW_AFTER_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    stop()
  })
  return { faces, issues }
}

/** What the editor begins with: the type (null for a new one), and unsaved work on it that came back. */
export interface TypeBeginning {
  readonly guid: string | null
  readonly type: { readonly name: string; readonly definition: NoteTypeDefinition } | null
  readonly kept: TypeDraft | null
}

/** State of the note type editor. */
export function useNoteType({ guid, type, kept }: TypeBeginning) {
  const client = useClient()
  const before = ref(type ? typeDraftOf(type.name, type.definition) : newTypeDraft())
  const draft = reactive(copyOf(kept ?? before.value))
  const changed = computed(() => JSON.stringify(draft) !== JSON.stringify(before.value))
  const wrong = ref('')
  /** What saving would do to the cards there are; asked for once before it is done. */
  const effect = ref('')
  const definition = computed(() => definitionOf(draft, type?.definition ?? null))
  const sample = () => sampleFields(draft)
  const { faces, issues } = useTypePreview(() => definition.value, sample)
  const failed = (failure: Failure): null => {
    wrong.value = sentence(failure)
    return null
  }

  async function create(name: string): Promise<string | null> {
    const made = await attempt(client.noteTypes.create({ name, definition: definition.value }))
    return made.ok ? made.value.guid : failed(made.error)
  }

  async function change(name: string, known: string): Promise<string | null> {
    const asked = {
      guid: known,
      name,
      definition: definition.value,
      fieldsFrom: draft.fields.map(({ from }) => from),
      templatesFrom: draft.templates.map(({ from }) => from),
    }
    const found = await attempt(client.noteTypes.effect(asked).then(finalValue))
    if (!found.ok) return failed(found.error)
    const words = effectWords(found.value)
    if (words !== effect.value) {
      effect.value = words
      if (words !== '') return null
    }
    const done = await attempt(client.noteTypes.update(asked).then(finalValue))
    return done.ok ? known : failed(done.error)
  }

  /** Saves; the guid of the type, or null when something is wrong, or cards would come and go and that is new. */
  async function save(): Promise<string | null> {
    wrong.value = ''
    const name = draft.name.trim()
    if (name === '') wrong.value = 'Give the note type a name.'
    if (name === '') return null
    const saved = guid === null ? await create(name) : await change(name, guid)
    if (saved !== null) before.value = copyOf(draft)
    return saved
  }

  /** Leaves unsaved work behind and begins with what is saved. */
  function startAfresh(): void {
    Object.assign(draft, copyOf(before.value))
    wrong.value = effect.value = ''
  }
  return { draft, before, changed, wrong, effect, faces, issues, save, startAfresh }
}
