const CODE = /(```[^]*?(?:```|$)|~~~[^]*?(?:~~~|$)|`[^`\n]*`)/

/** Changes a text outside of its code. */
export function outsideCode(text: string, change: (part: string) => string): string {
  return text
    .split(CODE)
    .map((part, at) => (at % 2 === 0 ? change(part) : part))
    .join('')
}

/** The text with code, formulas and gaps blanked out, every other character in its place. */
function masked(text: string): string {
  return text.replace(/`[^`\n]*`|\{\{[^}]*\}\}|\$[^$\n]+\$|\[\[[^\]\n]*\]\]|\]\([^)\n]*\)/g, (part) =>
    '\u0001'.repeat(part.length),
  )
}

export interface Split {
  readonly front: string
  readonly back: string
  /** Asked both ways: three colons. */
  readonly both: boolean
}

/**
 * Divides a line at its two or three colons, or gives null when it has none. Colons need a blank beside them, so that
 * names such as `a::b` are left whole, unless the file says that it holds flashcards.
 */
export function splitLine(text: string, marked: boolean): Split | null {
  const found = (marked ? /:{2,3}/ : /(?<=\s):{2,3}(?!:)|:{2,3}(?=\s)/).exec(masked(text))
  if (!found) return null
  const front = text.slice(0, found.index).trim()
  const back = text.slice(found.index + found[0].length).trim()
  return front === '' ? null : { front, back, both: found[0].length === 3 }
}

const HIGHLIGHT = /==(?=\S)([^\n]+?)(?<=\S)==/g

/** Text whose `==words==` became gaps in their order; null when it has no gap of either form. */
export function withGaps(text: string): string | null {
  let next = 0
  for (const [, number = '0'] of text.matchAll(/\{\{c(\d+)::/g)) next = Math.max(next, Number(number))
  let found = next > 0
  const made = outsideCode(text, (part) =>
    part.replace(HIGHLIGHT, (_, words: string) => {
      found = true
      next += 1
      return `{{c${next}::${words}}}`
    }),
  )
  return found ? made : null
}

const TAG = /(?<=^|\s)#([\p{L}\p{N}_][\p{L}\p{N}_/-]*)/gu

/** Tags in a text, and the text without those at its end. Numbers alone are no tags. */
export function takeTags(text: string): { readonly text: string; readonly tags: readonly string[] } {
  const tags: string[] = []
  const kept = outsideCode(text, (part) =>
    part.replace(TAG, (whole, tag: string) => {
      if (/^\d+$/.test(tag)) return whole
      tags.push(tag.replaceAll('/', '::'))
      return ''
    }),
  )
  return tags.length === 0 ? { text, tags } : { text: kept.replace(/[ \t]+$/gm, '').trim(), tags }
}
