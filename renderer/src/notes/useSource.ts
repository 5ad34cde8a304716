import { ref } from 'vue'
import { attempt, type Failure } from '../client/attempt.ts'
import { useClient } from '../client/client.ts'
import type { Draft } from './draft.ts'
import { draftOf } from './draft-of.ts'
import type { NoteInput } from './useNotePreview.ts'

/**
 * Going between the form and the text of a deck file.
 * @param input the note of the form; null while it is incomplete
 */
export function useSource(draft: Draft, input: () => NoteInput | null, refuse: (failure: Failure) => void) {
  const client = useClient()
  const asYaml = ref(false)
  const yaml = ref('')

  /** @returns false when the note is not whole yet */
  async function swap(): Promise<boolean> {
    const note = asYaml.value ? { yaml: yaml.value } : input()
    if (note === null) return false
    const read = await attempt(client.editor.bothWays({ note }))
    if (!read.ok) {
      refuse(read.error)
      return false
    }
    const { content, tags, about } = read.value
    if (asYaml.value) {
      const { objective, beyond, services, verifiedOn } = about
      const references = about.references.map((one) => ({ ...one, verifiedOn: one.verifiedOn ?? '' }))
      const beside = { objective: objective ?? '', beyond: beyond ?? '', services, verifiedOn: verifiedOn ?? '' }
      Object.assign(draft, { ...draftOf(content, tags), ...beside, references })
    } else yaml.value = read.value.yaml
    asYaml.value = !asYaml.value
    return true
  }
  return { asYaml, yaml, swap }
}
