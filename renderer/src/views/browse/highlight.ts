/** A stretch of a search with what it is. */
export interface Stretch {
  readonly text: string
  readonly kind: 'plain' | 'key' | 'word' | 'minus' | 'wrong'
}

const PARTS = /("(?:\\.|[^"\\])*"?)|(-)(?=[^\s)])|\b(and|or|not)\b(?=\s|$|\))|([a-z]+:)|(\\.|[^\s"()-])+|[\s\S]/gi
const KEYS =
  /^(tag|deck|is|state|prop|rated|added|edited|introduced|resched|missed|flag|note|kind|card|nid|cid|did|dupe|preset|objective|domain|service|has|w|nc|sc|re|front|back|extra|text|stem|answer|prompt|options):$/i

/** Splits a search for the colors of its field. What is wrong is marked; where it has no length, the end is. */
export function stretches(search: string, wrong: { readonly from: number; readonly to: number } | null): Stretch[] {
  const plain: Stretch[] = []
  let atStart = true
  for (const match of search.matchAll(PARTS)) {
    const [text, , minus, word, key] = match
    const kind: Stretch['kind'] =
      atStart && minus ? 'minus' : atStart && word ? 'word' : atStart && key && KEYS.test(key) ? 'key' : 'plain'
    plain.push({ text, kind })
    atStart = /^[\s(]$/.test(text) || kind === 'minus'
  }
  if (wrong === null) return plain
  return cut(plain, Math.min(wrong.from, Math.max(0, search.length - 1)), Math.max(wrong.to, wrong.from + 1))
}

/** Marks the characters of a range, whatever they are. */
function cut(parts: readonly Stretch[], from: number, to: number): Stretch[] {
  const done: Stretch[] = []
  let at = 0
  for (const { text, kind } of parts) {
    const pieces: [string, Stretch['kind']][] = [
      [text.slice(0, Math.max(0, from - at)), kind],
      [text.slice(Math.max(0, from - at), Math.max(0, to - at)), 'wrong'],
      [text.slice(Math.max(0, to - at)), kind],
    ]
    for (const [piece, of] of pieces) if (piece !== '') done.push({ text: piece, kind: of })
    at += text.length
  }
  return done
}
