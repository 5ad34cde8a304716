const ALNUM = /[\p{L}\p{N}]/u

/**
 * Makes Markdown show a text as it is. Only characters that would mean something where they stand are escaped,
 * so that lists and searches see the text nearly unchanged.
 * @param dollars whether dollar signs could be taken for formulas
 */
export function escapeMarkdown(text: string, dollars: boolean): string {
  return text.replace(/[\\`*_$&[<~]/g, (sign, at: number) => {
    const before = text[at - 1] ?? ' '
    const after = text[at + 1] ?? ' '
    return needsEscape(sign, before, after, text, at, dollars) ? `\\${sign}` : sign
  })
}

function needsEscape(sign: string, before: string, after: string, text: string, at: number, dollars: boolean): boolean {
  switch (sign) {
    case '\\':
      return /[!-/:-@[-`{-~]/.test(after)
    case '*':
      return !(/\s/.test(before) && /\s/.test(after))
    case '_':
      return !(ALNUM.test(before) && ALNUM.test(after)) && !(/\s/.test(before) && /\s/.test(after))
    case '$':
      return dollars
    case '&':
      return /^&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});/i.test(text.slice(at, at + 34))
    case '[':
      return /\]\s*[([:]/.test(text.slice(at))
    case '<':
      return /^<(?:[a-z][a-z0-9+.-]*:|[^\s<>]*@)/i.test(text.slice(at, at + 80))
    case '~':
      return after === '~'
    default:
      return true
  }
}

/** Escapes what would begin a heading, a quote, a list or a rule at the start of a line. */
export function escapeLineStart(line: string): string {
  if (/^(?:#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|={2,}\s*$|-{2,}\s*$)/.test(line)) return `\\${line}`
  if (/^([-*_])(?:[ \t]*\1){2,}[ \t]*$/.test(line)) return `\\${line}`
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}

/** Text as inline code, or as a fenced block, with a fence longer than any run of backticks inside. */
export function codeSpan(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1)
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

export function codeBlock(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language}\n${text.replace(/^\n+|\s+$/g, '')}\n${fence}`
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
}

const RAISED = new Map(zip('0123456789+-=()ni', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ'))
const LOWERED = new Map(zip('0123456789+-=()aeoxhklmnpst', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ'))

function zip(plain: string, other: string): [string, string][] {
  const signs = [...other]
  return [...plain].map((sign, index) => [sign, signs[index] ?? sign])
}

/** Text raised or lowered: by the characters that Unicode has for it, or else as a formula. */
export function shifted(text: string, where: 'sub' | 'sup'): string {
  const table = where === 'sup' ? RAISED : LOWERED
  const signs = [...text]
  if (signs.every((sign) => table.has(sign))) return signs.map((sign) => table.get(sign) ?? sign).join('')
  const mark = where === 'sup' ? '^' : '_'
  return /^[\p{L}\p{N} +=(),.-]+$/u.test(text) ? `$${mark}{\\text{${text}}}$` : `${mark}(${text})`
}
