import { IMPORT_LIMITS } from './limits.ts'

/** Lines that have to agree before signs between two texts count as a separator. */
const LEAST_LINES = 3
/** Share of the lines that have to part into exactly two texts. */
const AGREEING = 0.95
const LONGEST = 10
/** Characters that are looked at. */
const SAMPLE = 1024 * 1024

/** Signs that people put between a term and its definition. */
const SIGNS = /[-–—=~:|^→⇒>·•]+|#{2,}|@{2,}|%{2,}|&{2,}|\${2,}|\*{2,}/gu
/** A sign that parts texts without blanks around it; a hyphen or a colon alone stands within words and times. */
const ALONE = /^[=~^→⇒]$/u

/**
 * The signs that part each line of a text into two, such as Quizlet's ` - ` between term and definition, or null.
 * They have to stand exactly once in nearly every line, with text on both sides, so that hyphens within the text don't
 * mislead.
 * @param offset where the lines begin
 */
export function findFreeSeparator(text: string, offset: number): string | null {
  const lines = text
    .slice(offset, offset + SAMPLE)
    .split('\n', IMPORT_LIMITS.sampleRecords)
    .filter((line) => line.trim() !== '')
  if (lines.length < LEAST_LINES) return null
  const tried = new Set(lines.slice(0, LEAST_LINES).flatMap(candidatesIn))
  const fitting = [...tried].filter((separator) => share(lines, separator) >= AGREEING)
  return fitting.sort((a, b) => Number(isSpaced(b)) - Number(isSpaced(a)) || b.length - a.length)[0] ?? null
}

function candidatesIn(line: string): string[] {
  return [...line.matchAll(SIGNS)].flatMap(({ 0: signs, index }) => {
    const before = line[index - 1] === ' '
    const after = line[index + signs.length] === ' '
    if (signs.length > LONGEST - 2) return []
    const bare = signs.length > 1 || ALONE.test(signs) ? [signs] : []
    if (before && after) return [` ${signs} `, ...bare]
    return signs === ':' && after ? [': '] : bare
  })
}

function isSpaced(separator: string): boolean {
  return separator.startsWith(' ')
}

/** Share of the lines with the signs once between two texts. */
function share(lines: readonly string[], separator: string): number {
  const fitting = lines.filter((line) => {
    const parts = line.split(separator)
    return parts.length === 2 && parts.every((part) => part.trim() !== '')
  })
  return fitting.length / lines.length
}
