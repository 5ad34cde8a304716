/**
 * How well a query fits a text, or null when its letters do not occur in order. Whole words and word starts count
 * most, then letters in a row; short texts win over long ones.
 */
export function rank(query: string, text: string): number | null {
  const wanted = query.trim().toLowerCase()
  const given = text.toLowerCase()
  if (wanted === '') return 0
  const at = given.indexOf(wanted)
  const long = text.length / 100
  if (at !== -1 && isStart(given, at)) return 100 + (at === 0 ? 25 : 0) - long
  if (at !== -1) return wanted.length * 3 + 1 - long
  return scattered(wanted.replace(/\s+/g, ''), given)
}

function isStart(text: string, at: number): boolean {
  return at === 0 || /[\s:/(-]/.test(text[at - 1] ?? '')
}

/** The letters one by one: each at a word's start if it can be, else the next one found. */
function scattered(wanted: string, text: string): number | null {
  let score = 0
  let from = 0
  for (const letter of wanted) {
    const next = text.indexOf(letter, from)
    if (next === -1) return null
    const start = wordStart(text, letter, from)
    const at = next === from || start === -1 ? next : start
    score += isStart(text, at) ? 5 : at === from ? 3 : 0
    from = at + 1
  }
  return score - text.length / 100
}

function wordStart(text: string, letter: string, from: number): number {
  for (let at = text.indexOf(letter, from); at !== -1; at = text.indexOf(letter, at + 1)) {
    if (isStart(text, at)) return at
  }
  return -1
}
