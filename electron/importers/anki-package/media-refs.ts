import { decodeEntities, escapeAttribute } from '../../core/cards/template/html.ts'

/** Attributes that name a file, and sounds. Lengths are bounded, so that no field takes longer than its length. */
const ATTRIBUTE = /\b(src|data)(\s{0,20}=\s{0,20})(?:"([^"]{1,1000})"|'([^']{1,1000})'|([^\s>"']{1,1000}))/gi
const SOUND = /\[sound:([^[\]]{1,500})\]/g
const STYLE = /\burl\(\s{0,20}(["']?)([^"')]{1,1000})\1\s{0,20}\)/gi
const REMOTE = /^(?:[a-z][a-z0-9+.-]{1,20}:|\/\/|#)/i

/** May a text name media at all? Most fields do not, and this is quick. */
export function mayNameMedia(html: string): boolean {
  return html.includes('=') || html.includes('[sound:') || html.includes('url(')
}

/**
 * Names of files that a field, a template or a style sheet refers to, as the collection keeps them: decoded, in composed
 * form. The one way to find them; `media-in-content.ts` adds what Markdown names.
 */
export function mediaNames(html: string): string[] {
  const names: string[] = []
  const add = (name: string): void => {
    if (isLocal(name)) names.push(plainName(name))
  }
  if (html.includes('='))
    for (const [, , , double, single, bare] of html.matchAll(ATTRIBUTE)) add(double ?? single ?? bare ?? '')
  for (const [, name] of html.matchAll(SOUND)) add(name ?? '')
  if (html.includes('(')) for (const [, , name] of html.matchAll(STYLE)) add(name ?? '')
  return names
}

/** Is a reference as it is written one to a file beside the notes, and not to an address elsewhere? */
export function isLocal(written: string): boolean {
  return !REMOTE.test(written)
}

/** A field with other names for some of its files. @param rename the new name, or undefined for one that stays */
export function renameMedia(html: string, rename: (name: string) => string | undefined): string {
  const attributes = html.replace(ATTRIBUTE, (whole, attribute: string, equals: string, double, single, bare) => {
    const to = renamed(String(double ?? single ?? bare ?? ''), rename)
    return to === undefined ? whole : `${attribute}${equals}"${escapeAttribute(encoded(to))}"`
  })
  const styles = attributes.includes('url(') ? renameInStyle(attributes, rename) : attributes
  return styles.replace(SOUND, (whole, name: string) => {
    const to = renamed(name, rename)
    return to === undefined ? whole : `[sound:${to}]`
  })
}

/** A style sheet or template with other names for some of its files. */
export function renameInStyle(text: string, rename: (name: string) => string | undefined): string {
  return text.replace(STYLE, (whole, quote: string, name: string) => {
    const to = renamed(name, rename)
    return to === undefined ? whole : `url(${quote}${encoded(to)}${quote})`
  })
}

function renamed(name: string, rename: (name: string) => string | undefined): string | undefined {
  return isLocal(name) ? rename(plainName(name)) : undefined
}

/** A reference as it is written to the name that the file has: decoded, in composed form. */
export function plainName(written: string): string {
  const text = decodeEntities(written).trim()
  try {
    return decodeURIComponent(text).normalize('NFC')
  } catch (error) {
    // A percent sign that begins no code is meant as it stands.
    if (error instanceof URIError) return text.normalize('NFC')
    throw error
  }
}

/** A percent sign of the name would be read as the beginning of a code. */
function encoded(name: string): string {
  return name.replaceAll('%', '%25')
}
