import { Buffer } from 'node:buffer'

/**
 * Whether names stand in the same order by SQLite's NOCASE, by which an index is built here, and by Anki's own
 * collation, by which Anki looks through it. NOCASE folds the letters A to Z alone, Anki's every letter.
 */
export function sameOrder(names: readonly string[]): boolean {
  if (names.every(isPlain)) return true
  const byNocase = [...names].sort((a, b) => compare(foldAscii(a), foldAscii(b)))
  const folded = byNocase.map(foldAll)
  return folded.every((name, index) => index === 0 || compare(folded[index - 1] ?? '', name) <= 0)
}

/** The name as Anki compares it: equal for names that it takes for the same. */
export function foldAll(name: string): string {
  return name.toLowerCase().replaceAll('ß', 'ss').replaceAll('ς', 'σ')
}

function foldAscii(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function isPlain(name: string): boolean {
  for (let at = 0; at < name.length; at += 1) if (name.charCodeAt(at) > 0x7f) return false
  return true
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
