import type { Issue } from '../contract/errors.ts'

/** Prints a value as JSON for machines. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** Prints a line for people. */
export function print(words: string): void {
  process.stdout.write(`${words}\n`)
}

/** Says what could be done next, beside the output that machines may read. */
export function hint(words: string): void {
  process.stderr.write(`${words}\n`)
}

/**
 * Says why nothing was done, on the error output, or as JSON where a machine listens.
 * @returns the exit code of a refusal
 */
export function refuse({ json }: { readonly json: boolean }, code: string, message: string): number {
  if (json) printJson({ ok: false, code, message })
  else process.stderr.write(`${message}\n`)
  return 1
}

/** `file:line:column: message`, as editors and terminals link it. */
export function issueLine(issue: Issue): string {
  const { file, line, column } = issue.where
  const place = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':')
  const detail = issue.expected ? ` Expected ${issue.expected}${issue.found ? `, found ${issue.found}` : ''}.` : ''
  return `${place}: ${issue.severity}: ${issue.message}${detail}`
}
