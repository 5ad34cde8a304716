import path from 'node:path'

/**
 * The folder after `--data`, if there is one.
 * @param args process.argv
 */
export function dataDirFrom(args: readonly string[]): string | null {
  const at = args.indexOf('--data')
  const folder = at >= 0 ? args[at + 1] : undefined
  return folder ? path.resolve(folder) : null
}
