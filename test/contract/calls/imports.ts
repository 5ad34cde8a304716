import { expect } from 'vitest'
import type { HttpClient } from '../../support/http.ts'

/** A table is previewed, read again as chosen, and left. */
export async function callImports(client: HttpClient): Promise<void> {
  const { importId, table } = await client.imports.preview({ file: new File(['front,back\nq,a'], 'chosen.csv') })
  if (!table) throw new Error('The preview of a table has no table')
  const choice = { ...table.choice, columns: ['back' as const, 'front' as const] }
  const chosen = await client.imports.adjust({ importId, table: choice })
  expect(chosen).toMatchObject({ importId, table: { choice }, samples: [{ prompt: 'a', answer: 'q' }] })
  const usual = await client.imports.adjust({ importId, table: null })
  expect(usual.table?.choice.columns).toEqual(['front', 'back'])
  const notes = await client.imports.preview({ file: new File(['- x :: y'], 'notes.md') })
  expect(notes.deck).toBe('notes')
  const moved = await client.imports.adjust({ importId: notes.importId, deck: 'Mine::Words' })
  expect(moved).toMatchObject({ deck: 'Mine::Words', report: { decks: ['Mine::Words'] } })
  await client.imports.discard({ importId: notes.importId })
  expect(await client.imports.discard({ importId })).toEqual({})
}
