import type { Issue } from '../contract/errors.ts'

/** Prints a value as JSON for machines. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** Prints a line for people. */
export function print(words: string): void {
  process.stdout.write(`${words}\n`)
}

/** `file:line:column: message`, as editors and terminals link it. */
export function issueLine(issue: Issue): string {
  const { file, line, column } = issue.where
  const place = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':')
  const detail = issue.expected ? ` Expected ${issue.expected}${issue.found ? `, found ${issue.found}` : ''}.` : ''
  return `${place}: ${issue.severity}: ${issue.message}${detail}`
}
