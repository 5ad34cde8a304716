import { toWords } from '../../../content/markdown.ts'

export interface Asking {
  /** The sentence that asks. */
  readonly ask: string
  /** What comes before it, the scenario; empty without one. */
  readonly scene: string
}

/** Abbreviations after which a full stop ends no sentence. */
const SHORT = /\b(?:e\.g|i\.e|etc|vs|approx|no|Inc|Corp|Ltd|Dr|Mr|Mrs|Ms)\.$/i

function sentences(text: string): string[] {
  const parts: string[] = []
  let start = 0
  for (const match of text.matchAll(/[.?!][”"')\]]*(?=\s+\S)/g)) {
    const end = match.index + match[0].length
    const part = text.slice(start, end)
    const next = text.slice(end).trimStart()
    if (SHORT.test(part) || !/^["“'(\p{Lu}\p{N}]/u.test(next)) continue
    parts.push(part.trim())
    start = end
  }
  return [...parts, text.slice(start).trim()].filter((part) => part !== '')
}

/**
 * A question as lists show it: the sentence that asks, and the scenario before it. Scenarios begin alike, so that
 * their first words do not tell one question from another.
 */
export function askingOf(stem: string): Asking {
  const all = sentences(toWords(stem))
  const asking = all.findLastIndex((part) => part.includes('?'))
  const at = asking === -1 ? all.length - 1 : asking
  const ask = all[at] ?? ''
  return { ask, scene: all.filter((_, index) => index !== at).join(' ') }
}
