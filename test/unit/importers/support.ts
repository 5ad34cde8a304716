import { expect } from 'vitest'
import type { Issue } from '../../../electron/contract/errors.ts'
import { importFile, type ImportedDeck, type ImportOptions } from '../../../electron/importers/index.ts'

/** A file made of text in UTF-8, or of bytes. */
export function file(name: string, content: string | readonly number[] | Uint8Array) {
  return { name, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content) }
}

/** Imports a file that must be readable. */
export function read(
  name: string,
  content: string | readonly number[] | Uint8Array,
  options: ImportOptions = {},
): ImportedDeck {
  const result = importFile(file(name, content), options)
  if (!result.ok) expect.fail(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}

/** Imports a file that must be refused. */
export function refused(name: string, content: string | readonly number[] | Uint8Array): Issue[] {
  const result = importFile(file(name, content))
  if (result.ok) expect.fail(`${name} was read`)
  return result.error
}

/** The first issue of a file that must be refused. */
export function refusal(name: string, content: string | readonly number[] | Uint8Array): Issue {
  const [first] = refused(name, content)
  if (!first) expect.fail('no issue')
  return first
}

/** An issue as people compare it: severity, code and place. */
export function brief(issue: Issue): string {
  const { file: name = '', line = 0, column } = issue.where
  return `${issue.severity} ${issue.code} ${name}:${line}${column === undefined ? '' : `:${column}`}`
}
