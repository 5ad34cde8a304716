import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { deckSchema } from './deck-schema.ts'
import { collectNotices } from './notices.ts'

/** A file that is made by a program, never by hand. */
export interface GeneratedFile {
  /** Path from the repository's root, with `/`. */
  readonly path: string
  readonly text: string
}

/** Everything that `npm run generate` writes, as it should be now. */
export async function generatedFiles(root: string): Promise<GeneratedFile[]> {
  const config = await resolveConfig(path.join(root, 'package.json'))
  const json = (value: unknown) => format(JSON.stringify(value), { ...config, parser: 'json' })
  return [
    { path: 'decks/deck.schema.json', text: await json(deckSchema()) },
    { path: 'electron/services/generated/notices.json', text: await json(collectNotices(root)) },
  ]
}
