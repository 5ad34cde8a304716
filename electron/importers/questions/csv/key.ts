/** An option as it stands in a row. */
export interface RowOption {
  /** What the header calls its column: a letter or a number. */
  readonly key: string
  readonly text: string
}

/**
 * Which options a cell names as right: by letters (`B`, `A,C`, `ACD`), by numbers from 1 (or from 0 where the table
 * counts so), by the names of their columns, or by their texts.
 * @param fromZero whether numbers count from 0
 * @returns indexes into `options`; `null` when the cell names something else
 */
export function readKey(cell: string, options: readonly RowOption[], fromZero: boolean): number[] | null {
  const text = cell.trim()
  if (text === '') return []
  const whole = byText(text, options)
  const numbered = options.every(({ key }) => /^\d+$/.test(key))
  if (whole !== null && !(numbered && /^\d+$/.test(text)))
    return /^[A-Za-z]$/.test(text) ? (byName(text, options) ?? [whole]) : [whole]
  const alone = byName(text, options)
  if (alone !== null) return alone
  const parts = text.split(/\s*[,;|/&\n]\s*|\s+and\s+|\s+(?=\(?[A-Za-z0-9]\)?(?:\s|$))/).filter((part) => part !== '')
  const named = all(parts, (part) => byName(part, options)?.[0] ?? byNumber(part, options, fromZero))
  if (named !== null) return named
  const compact = /^[A-Z]{2,12}$/.test(text) ? all([...text], (letter) => byName(letter, options)?.[0] ?? null) : null
  return (
    compact ??
    all(text.split(/\s*[;|\n]\s*/), (part) => byText(part, options)) ??
    all(parts, (part) => byText(part, options))
  )
}

function all(parts: readonly string[], read: (part: string) => number | null): number[] | null {
  const found = new Set<number>()
  for (const part of parts) {
    const at = read(part)
    if (at === null) return null
    found.add(at)
  }
  return found.size === 0 ? null : [...found]
}

/** `B`, `(b)`, `B)`, `Option B`, `option_b`, `B. text`: the option by the letter or number of its column. */
function byName(part: string, options: readonly RowOption[]): [number] | null {
  const [, name] =
    /^\(?(?:(?:option|choice|answer)[\s_-]*)?([A-Za-z]|\d{1,2})\s*(?:[).:](?:\s.*)?)?$/i.exec(part.trim()) ?? []
  if (name === undefined) return null
  const key = name.toLowerCase()
  const at = options.findIndex((option) => option.key === key)
  if (at >= 0 && !/^\d/.test(key)) return [at]
  const letter = /^[a-z]$/.test(key) ? key.charCodeAt(0) - 97 : -1
  const numbered = options.every((option) => /^\d+$/.test(option.key))
  return numbered && letter >= 0 && letter < options.length ? [letter] : null
}

function byNumber(part: string, options: readonly RowOption[], fromZero: boolean): number | null {
  const [, digits] = /^\(?(?:(?:option|choice|answer)[\s_-]*)?(\d{1,2})[).]?$/i.exec(part.trim()) ?? []
  if (digits === undefined) return null
  const at = options.findIndex((option) => option.key === String(Number(digits)))
  if (at >= 0 && !fromZero) return at
  const index = Number(digits) - (fromZero ? 0 : 1)
  return index >= 0 && index < options.length ? index : null
}

function byText(part: string, options: readonly RowOption[]): number | null {
  const wanted = plain(part)
  const at = options.findIndex(({ text }) => plain(text) === wanted)
  return at >= 0 ? at : null
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase()
}

/** Is a cell a yes: `1`, `TRUE`, `yes`, `x` and the like? `null` when it is neither yes nor no. */
export function readFlag(cell: string): boolean | null {
  const text = cell.trim().toLowerCase()
  if (/^(?:1(?:\.0+)?|true|t|yes|y|x|✓|correct|right|100)$/.test(text)) return true
  return /^(?:|0(?:\.0+)?|false|f|no|n|-|incorrect|wrong)$/.test(text) ? false : null
}
