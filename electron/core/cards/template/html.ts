const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  shy: '\u00AD',
  zwnj: '\u200C',
  zwj: '\u200D',
  copy: '\u00A9',
  reg: '\u00AE',
  trade: '\u2122',
  deg: '\u00B0',
  plusmn: '\u00B1',
  times: '\u00D7',
  divide: '\u00F7',
  micro: '\u00B5',
  middot: '\u00B7',
  bull: '\u2022',
  hellip: '\u2026',
  ndash: '\u2013',
  mdash: '\u2014',
  lsquo: '\u2018',
  rsquo: '\u2019',
  ldquo: '\u201C',
  rdquo: '\u201D',
  laquo: '\u00AB',
  raquo: '\u00BB',
  larr: '\u2190',
  uarr: '\u2191',
  rarr: '\u2192',
  darr: '\u2193',
  harr: '\u2194',
  rArr: '\u21D2',
  euro: '\u20AC',
  pound: '\u00A3',
  sect: '\u00A7',
  para: '\u00B6',
  le: '\u2264',
  ge: '\u2265',
  ne: '\u2260',
  infin: '\u221E',
  alpha: '\u03B1',
  beta: '\u03B2',
  gamma: '\u03B3',
  delta: '\u03B4',
  Delta: '\u0394',
  lambda: '\u03BB',
  mu: '\u03BC',
  pi: '\u03C0',
  sigma: '\u03C3',
  omega: '\u03C9',
  Omega: '\u03A9',
  auml: '\u00E4',
  ouml: '\u00F6',
  uuml: '\u00FC',
  Auml: '\u00C4',
  Ouml: '\u00D6',
  Uuml: '\u00DC',
  szlig: '\u00DF',
  eacute: '\u00E9',
  egrave: '\u00E8',
  agrave: '\u00E0',
  ccedil: '\u00E7',
  ntilde: '\u00F1',
}

/** Entities as the characters they stand for; those that are not known stay as they are written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole
  })
}

/** Text as HTML text. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Text as the value of an attribute in double quotes. */
export function escapeAttribute(text: string): string {
  return escapeHtml(text).replaceAll('"', '&quot;')
}

/** Elements whose content is no text. */
const SILENT = ['style', 'script'] as const

/**
 * HTML without tags, comments, styles and scripts; entities stay. A `<` that no `>` follows is text. Each character
 * is looked at a bounded number of times.
 */
export function stripTags(html: string): string {
  let text = ''
  let at = 0
  const lower = html.includes('<') ? html.toLowerCase() : html
  const never = new Set<string>()
  /** Where the first `end` from `from` on ends; null when there is none, which is then known for good. */
  const after = (end: string, from: number): number | null => {
    if (never.has(end)) return null
    const found = lower.indexOf(end, from)
    if (found === -1) never.add(end)
    return found === -1 ? null : found + end.length
  }
  for (;;) {
    const open = html.indexOf('<', at)
    if (open === -1) return text + html.slice(at)
    text += html.slice(at, open)
    const end = endOfTag(lower, open, after)
    if (end === null) return text + html.slice(open)
    at = end
  }
}

function endOfTag(lower: string, open: number, after: (end: string, from: number) => number | null): number | null {
  if (lower.startsWith('<!--', open)) {
    const end = after('-->', open + 4)
    if (end !== null) return end
  }
  const tag = after('>', open)
  if (tag === null) return null
  for (const name of SILENT) {
    if (!lower.startsWith(`<${name}`, open)) continue
    const end = after(`</${name}>`, tag)
    if (end !== null) return end
  }
  return tag
}

/** What HTML says: tags gone, entities decoded. */
export function textOfHtml(html: string): string {
  return decodeEntities(stripTags(html))
}

/** HTML as one plain line: breaks and blocks part words. */
export function plainHtml(html: string): string {
  const silent = html.replace(/\[sound:[^\]\n]{1,500}\]/g, ' ')
  const spaced = silent.replace(/<(?:br|\/?(?:div|p|li|tr|td|th|h[1-6]))\b[^>]{0,500}>/gi, ' ')
  return textOfHtml(spaced).replace(/\s+/g, ' ').trim()
}
