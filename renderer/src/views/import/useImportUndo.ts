import { ref, type Ref } from 'vue'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { useAppStore } from '../../stores/app.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import type { Outcome } from './stage.ts'

/** Takes the last action back, and marks the newest file as taken back when that was its import. */
export function useImportUndo(outcomes: Ref<readonly Outcome[]>) {
  const client = useClient()
  const app = useAppStore()
  const notices = useNoticesStore()
  const undoing = ref(false)

  async function undo(): Promise<void> {
    if (undoing.value) return
    undoing.value = true
    const result = await attempt(client.history.undo()).finally(() => (undoing.value = false))
    if (!result.ok) return notices.say({ words: sentence(result.error), tone: 'error' })
    const { name } = result.value
    app.touched()
    const last = outcomes.value.find((outcome) => !outcome.undone)
    if (name !== null && last && name.endsWith(last.report.file)) {
      outcomes.value = outcomes.value.map((outcome) => (outcome === last ? { ...outcome, undone: true } : outcome))
    } else notices.say({ words: name === null ? 'There is nothing to undo.' : `Taken back: ${name}.` })
  }

  return { undo, undoing }
}
