import { attempt } from '../client/attempt.ts'
import type { Client } from '../client/client.ts'
import { amount } from '../format/words.ts'
import type { useNoticesStore } from '../stores/notices.ts'
import type { useShellStore } from '../stores/shell.ts'

const isType = ({ key }: { readonly key: string }): boolean => key.startsWith('type:')

function offer(drafts: readonly { readonly key: string }[]): string {
  const types = drafts.filter(isType).length
  const cards = drafts.length - types
  const parts = [
    ...(cards > 0 ? [cards === 1 ? 'A card' : amount(cards, 'card')] : []),
    ...(types > 0 ? [types === 1 ? 'A note type' : amount(types, 'note type')] : []),
  ].map((part, at) => (at === 0 ? part : part.replace(/^A /, 'a ')))
  const verb = drafts.length === 1 ? 'is' : 'are'
  return `${parts.join(' and ')} that you were writing ${verb} not saved yet.`
}

/** Says at the start that unsaved work of an editor is there, and opens the newest of it. */
export async function offerDrafts(
  client: Client,
  notices: ReturnType<typeof useNoticesStore>,
  shell: ReturnType<typeof useShellStore>,
): Promise<void> {
  const found = await attempt(client.drafts.list())
  const drafts = found.ok ? found.value : []
  const [newest] = drafts
  if (!newest) return
  const run = (): void => {
    const [kind = '', ...rest] = newest.key.split(':')
    const id = rest.join(':')
    if (kind === 'note') shell.editNote(Number(id))
    else if (kind === 'type') shell.noteType = { guid: id === 'new' ? null : id }
    else shell.newNote()
  }
  notices.say({ words: offer(drafts), action: { words: 'Go on writing', run } })
}
