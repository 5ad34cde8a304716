import { useClient, type Client } from '../client/client.ts'
import { useRead } from '../client/useRead.ts'

export type Choices = Awaited<ReturnType<Client['editor']['choices']>>

/** What the fields beside the text offer, as it is now. */
export function useChoices() {
  const client = useClient()
  return useRead(() => client.editor.choices())
}
