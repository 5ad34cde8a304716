import { expect } from 'vitest'
import type { NoteContent } from '../../../../electron/contract/content/note-content.ts'
import type { Issue } from '../../../../electron/contract/errors.ts'
import { importAny, importFile, type ImportedDeck } from '../../../../electron/importers/index.ts'

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content
}

/** Imports a text file of questions that must be readable. */
export function readBank(name: string, content: string | Uint8Array): ImportedDeck {
  const read = importFile({ name, bytes: bytesOf(content) })
  if (!read.ok) expect.fail(`refused: ${JSON.stringify(read.error)}`)
  return read.value
}

/** Imports a package of questions that must be readable. */
export async function readPackage(name: string, bytes: Uint8Array): Promise<ImportedDeck> {
  const read = await importAny({ name, bytes })
  if (!read.ok) expect.fail(`refused: ${JSON.stringify(read.error)}`)
  return read.value
}

/** The contents of the notes of a bank without any error. */
export function contents(deck: ImportedDeck): NoteContent[] {
  expect(deck.issues.filter(({ severity }) => severity === 'error')).toEqual([])
  return deck.notes.map(({ content }) => content)
}

/** The only content of a bank. */
export function onlyContent(deck: ImportedDeck): NoteContent {
  const all = contents(deck)
  expect(all).toHaveLength(1)
  return all[0] ?? expect.fail('no question')
}

/** An issue as people compare it: weight, code, line and field. */
export function told({ severity, code, where }: Issue): string {
  return [severity, code, where.line ?? '-', ...(where.field === undefined ? [] : [where.field])].join(' ')
}

/** An option of a choice in short. */
export const option = (text: string, correct?: boolean, reason?: string) => ({
  text,
  ...(reason === undefined ? {} : { reason }),
  ...(correct === true ? { correct } : {}),
})
