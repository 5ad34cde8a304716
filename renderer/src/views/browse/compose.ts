/** A value as it stands after a colon: its signs are plain, and quotation marks hold what has blanks in it. */
export function quoted(value: string): string {
  const plain = value.replace(/[\\"*_]/g, '\\$&')
  return /[\s()]/.test(plain) ? `"${plain}"` : plain
}

/** `deck:"Deep learning"` */
export function termOf(key: string, value: string): string {
  return `${key}:${quoted(value)}`
}

/** A search of alternatives stands in brackets when something is put beside it. */
function asPart(search: string): string {
  return /(^|\s)or(\s|$)/i.test(search) ? `(${search})` : search
}

/** How a term joins the search that stands there: takes its place, narrows it, widens it, or is left out of it. */
export type Join = 'instead' | 'and' | 'or' | 'not'

/** The search with a term joined to it. A term that is the whole search already goes. */
export function joined(search: string, term: string, join: Join): string {
  const before = search.trim()
  if (join === 'instead') return before === term ? '' : term
  if (before === '') return join === 'not' ? `-${term}` : term
  switch (join) {
    case 'and':
      return `${asPart(before)} ${asPart(term)}`
    case 'or':
      return `${before} or ${term}`
    case 'not':
      return `${asPart(before)} -${/\s/.test(term) && !/^\w+:"[^"]*"$/.test(term) ? `(${term})` : term}`
  }
}

/** What a press means by the keys held with it. */
export function joinOf(event: Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): Join {
  if (event.altKey) return 'not'
  if (event.shiftKey) return 'or'
  return event.ctrlKey || event.metaKey ? 'and' : 'instead'
}
