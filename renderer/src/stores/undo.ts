import { defineStore } from 'pinia'
import { attempt, sentence } from '../client/attempt.ts'
import { useClient } from '../client/client.ts'
import { useAppStore } from './app.ts'
import { useNoticesStore } from './notices.ts'

/** Takes back and does again, across the whole collection. */
export const useUndoStore = defineStore('undo', () => {
  const client = useClient()
  const notices = useNoticesStore()
  const app = useAppStore()

  async function run(call: PromiseLike<{ name: string | null }>, done: string, nothing: string): Promise<void> {
    const result = await attempt(call)
    if (!result.ok) return notices.say({ words: sentence(result.error), tone: 'error' })
    const { name } = result.value
    if (name === null) return notices.say({ words: nothing })
    app.touched()
    notices.say({ words: `${done} ${name}.` })
  }

  return {
    undo: () => run(client.history.undo(), 'Taken back:', 'There is nothing to undo.'),
    redo: () => run(client.history.redo(), 'Done again:', 'There is nothing to redo.'),
  }
})
