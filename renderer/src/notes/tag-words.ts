const MOST = 8

/** The tag that is being written: the word after the last blank or comma. */
export function lastWord(text: string): string {
  return /[^\s,]*$/.exec(text)?.[0] ?? ''
}

/** Known tags that fit the last word: those that begin with it or have a level that does come first. */
export function fittingTags(known: readonly string[], text: string): string[] {
  const word = lastWord(text).toLowerCase()
  if (word === '') return []
  const used = new Set(text.split(/[\s,]+/).slice(0, -1))
  const rank = (tag: string): number => {
    const lower = tag.toLowerCase()
    if (lower === word) return 3
    if (lower.startsWith(word)) return 0
    if (lower.split('::').some((level) => level.startsWith(word))) return 1
    return lower.includes(word) ? 2 : 3
  }
  return known
    .filter((tag) => !used.has(tag) && rank(tag) < 3)
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
    .slice(0, MOST)
}

/** The text with the last word replaced by a tag, ready for the next. */
export function withTag(text: string, tag: string): string {
  return `${text.slice(0, text.length - lastWord(text).length)}${tag} `
}
