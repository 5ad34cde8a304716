/** What stands at the head of a file of notes, between lines of three dashes. */
export interface FrontMatter {
  readonly deck: string | null
  readonly tags: readonly string[]
  /** The first line after it, from 0. */
  readonly end: number
}

const NONE: FrontMatter = { deck: null, tags: [], end: 0 }

/**
 * Reads deck and tags from the head of a file. Only plain values and lists are understood; all else is left alone, and
 * a head that does not end is none.
 */
export function readFrontMatter(lines: readonly string[]): FrontMatter {
  if (lines[0]?.trimEnd() !== '---') return NONE
  const end = lines.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
  if (end < 0) return NONE
  let deck: string | null = null
  const tags: string[] = []
  let key = ''
  for (const line of lines.slice(1, end)) {
    const entry = /^([A-Za-z][\w -]*):\s*(.*)$/.exec(line)
    const item = /^\s*-\s+(.+)$/.exec(line)
    if (entry) key = (entry[1] ?? '').toLowerCase()
    const value = unquoted(entry?.[2] ?? item?.[1] ?? '')
    if (value === '') continue
    if (key === 'deck' && entry) deck = value
    else if (key === 'tags' || key === 'tag') tags.push(...listed(value))
  }
  return { deck, tags: [...new Set(tags)], end: end + 1 }
}

function listed(value: string): string[] {
  return value
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .map((tag) => unquoted(tag).replace(/^#/, ''))
    .filter((tag) => tag !== '')
}

function unquoted(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/, '$2')
}
