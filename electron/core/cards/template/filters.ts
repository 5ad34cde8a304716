import { onlyClozes, revealClozes } from './cloze.ts'
import { furigana, kana, kanji } from './furigana.ts'
import { escapeAttribute, textOfHtml } from './html.ts'

/** Where a filter is applied. */
export interface FilterPlace {
  readonly field: string
  /** Ordinal of the card. */
  readonly ordinal: number
  readonly question: boolean
  /** Counts the hints of a card, so that each has a name of its own. */
  readonly hints: { count: number }
}

type Filter = (html: string, place: FilterPlace) => string

const FILTERS: Readonly<Record<string, Filter>> = {
  text: textOfHtml,
  furigana,
  kana,
  kanji,
  type: (_html, { field }) => `[[type:${field}]]`,
  'type-cloze': (_html, { field }) => `[[type:cloze:${field}]]`,
  'type-nc': (_html, { field }) => `[[type:nc:${field}]]`,
  hint,
  cloze: (html, { ordinal, question }) => revealClozes(html, ordinal + 1, question),
  'cloze-only': (html, { ordinal, question }) => onlyClozes(html, ordinal + 1, question),
}

/** Applies filters to a field's text, the one nearest to the field first; filters that are not known do nothing. */
export function applyFilters(html: string, filters: readonly string[], place: FilterPlace): string {
  let text = html
  for (const name of typeFirst(filters)) {
    if (Object.hasOwn(FILTERS, name)) text = FILTERS[name]?.(text, place) ?? text
    else if (name.startsWith('tts ')) text = `[anki:tts lang=${name.slice(4)}]${text}[/anki:tts]`
  }
  return text
}

/** `type:` at the left end makes all others mean nothing, `type:cloze:` and `type:nc:` apart. */
function typeFirst(filters: readonly string[]): readonly string[] {
  if (filters.at(-1) !== 'type') return filters
  if (filters.length === 2 && filters[0] === 'cloze') return ['type-cloze']
  if (filters.length === 2 && filters[0] === 'nc') return ['type-nc']
  return ['type']
}

/** A link that shows the text; what the link does is the frame's script, found by `data-hint`. */
function hint(html: string, { field, hints }: FilterPlace): string {
  if (html.trim() === '') return html
  const id = `hint-${(hints.count += 1)}`
  const link = `<a class="hint" href="#" data-hint="${id}" draggable="false">${escapeAttribute(field)}</a>`
  return `${link}<div id="${id}" class="hint" style="display: none">${html}</div>`
}
