type Print = (base: string, reading: string) => string

/**
 * Readings in brackets, `漢字[かんじ]`: the base runs back to the last space or `>`, one space before it goes away with
 * it. `[sound:…]` stays as it is. One pass, each bracket looked at once.
 */
function withReadings(html: string, print: Print): string {
  const text = html.replaceAll('&nbsp;', ' ')
  let result = ''
  let done = 0
  let start = 0
  let close = -1
  let line = -1
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === ' ' || character === '>') start = at + 1
    if (character !== '[' || at <= start) continue
    if (close < at + 2) close = text.indexOf(']', at + 2)
    if (close === -1) break
    if (line !== -1 && line < at) line = -2
    if (line === -1 || line === -2) line = nextLine(text, at)
    if (line < close) continue
    const base = text.slice(start, at)
    const reading = text.slice(at + 1, close)
    const spaced = start > done && text[start - 1] === ' '
    const from = spaced ? start - 1 : start
    const whole = text.slice(from, close + 1)
    result += text.slice(done, from) + (reading.startsWith('sound:') ? whole : print(base, reading))
    at = close
    done = close + 1
    start = done
  }
  return result + text.slice(done)
}

function nextLine(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  return found === -1 ? Infinity : found
}

/** Readings above their base, as ruby. */
export function furigana(html: string): string {
  return withReadings(html, (base, reading) => `<ruby><rb>${base}</rb><rt>${reading}</rt></ruby>`)
}

/** Readings alone. */
export function kana(html: string): string {
  return withReadings(html, (_base, reading) => reading)
}

/** Bases alone. */
export function kanji(html: string): string {
  return withReadings(html, (base) => base)
}
