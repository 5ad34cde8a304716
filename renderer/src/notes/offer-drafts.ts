import { attempt } from '../client/attempt.ts'
import type { Client } from '../client/client.ts'
import { amount } from '../format/words.ts'
import type { useNoticesStore } from '../stores/notices.ts'
import type { useShellStore } from '../stores/shell.ts'

/** Says at the start that unsaved work of an editor is there, and opens the newest of it. */
export async function offerDrafts(
  client: Client,
  notices: ReturnType<typeof useNoticesStore>,
  shell: ReturnType<typeof useShellStore>,
): Promise<void> {
  const found = await attempt(client.drafts.list())
  const drafts = found.ok ? found.value.filter(({ key }) => key === 'new' || key.startsWith('note:')) : []
  const [newest] = drafts
  if (!newest) return
  const words =
    drafts.length === 1
      ? 'A card that you were writing is not saved yet.'
      : `${amount(drafts.length, 'card')} that you were writing are not saved yet.`
  const run = (): void => {
    if (newest.key === 'new') shell.newNote()
    else shell.editNote(Number(newest.key.slice('note:'.length)))
  }
  notices.say({ words, action: { words: 'Go on writing', run } })
}
