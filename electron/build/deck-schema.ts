import { z } from 'zod'
import { DeckFile } from '../contract/content/deck-file.ts'

/**
 * The JSON Schema of deck files, for editors to complete and check them. Draft 7, which the YAML extensions of the
 * common editors know best.
 */
export function deckSchema(): object {
  const schema = z.toJSONSchema(DeckFile, { target: 'draft-7', io: 'input', reused: 'ref' })
  return {
    ...schema,
    title: 'Epoch deck file',
    description: 'Notes for Epoch, format epoch-deck/1. `epoch lint FILE` checks more than this schema can.',
  }
}
