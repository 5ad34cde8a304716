import { ref, shallowRef, type Ref } from 'vue'
import type { PackageChoice } from '../../../../electron/contract/procedures/collection.ts'
import type { TableChoice } from '../../../../electron/contract/procedures/import-choice.ts'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import type { Cancellable } from './cancellable.ts'
import type { Stage } from './stage.ts'

/** What is chosen about a package until the person chooses otherwise. */
export const USUAL_CHOICE: PackageChoice = { scheduling: true, update: 'newer' }

/** A choice about the file in view; null goes back to what the file suggests. */
export interface Adjustment {
  readonly package?: PackageChoice
  readonly table?: TableChoice | null
  /** For notes for which the file names none; empty goes back to the file's name. */
  readonly deck?: string
}

/** Has the file in view read again as the person chose; the last choice counts. */
export function useImportAdjust(stage: Ref<Stage>, work: Cancellable) {
  const client = useClient()
  const notices = useNoticesStore()
  const choice = shallowRef(USUAL_CHOICE)
  const adjusting = ref(false)

  /** What is shown while the file is read again is the choice itself, so that controls never jump back. */
  function show(change: Adjustment): void {
    if (change.package) choice.value = change.package
    if (!change.table || stage.value.at !== 'preview' || !stage.value.preview.table) return
    const { preview } = stage.value
    stage.value = {
      ...stage.value,
      preview: { ...preview, table: { ...stage.value.preview.table, choice: change.table } },
    }
  }

  async function adjust(change: Adjustment): Promise<void> {
    if (stage.value.at !== 'preview') return
    const { file, preview } = stage.value
    show(change)
    work.abort()
    adjusting.value = true
    const result = await work.run((signal) =>
      attempt(client.imports.adjust({ importId: preview.importId, ...change }, { signal })),
    )
    // Null: a newer choice took its place.
    if (result === null) return
    adjusting.value = false
    if (stage.value.at !== 'preview' || stage.value.file !== file) return
    if (result.ok) stage.value = { at: 'preview', file, preview: result.value }
    else notices.say({ words: sentence(result.error), tone: 'error' })
  }

  /** Forgets what was chosen about the file before. */
  function settle(): void {
    choice.value = USUAL_CHOICE
    adjusting.value = false
  }

  return { adjust, settle, choice, adjusting }
}
