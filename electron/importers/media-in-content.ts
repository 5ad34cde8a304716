import { isLocal, mediaNames, plainName } from './anki-package/media-refs.ts'

/** Markdown images and links: `![…](name)`. */
const IN_MARKDOWN = /\]\(\s{0,20}(?:<([^<>\n]{1,1000})>|([^()<>\s]{1,1000}))/g
/** Members that are the name of a medium by themselves. */
const NAME_MEMBERS: readonly string[] = ['picture']
/** Content inside content, as the undo log keeps rows. */
const NESTED = /^(?:\{"|\[[{"[])/

/** The names of media that a text refers to: in HTML, as sounds, in Markdown and in styles; in composed form. */
export function mediaInText(text: string): string[] {
  const names = mediaNames(text)
  if (text.includes('](')) {
    for (const [, quoted, bare] of text.matchAll(IN_MARKDOWN)) {
      const written = quoted ?? bare ?? ''
      if (isLocal(written)) names.push(plainName(written))
    }
  }
  return names
}

/**
 * The names of all media that a note of any kind refers to, in whatever of its texts, and the picture below a drawing.
 * The one place that knows where content names media: export, check, backup and previews ask here.
 * @param content a note's content, a card's face, the definition of a note type, or anything that holds such
 */
export function mediaInContent(content: unknown): Set<string> {
  const names = new Set<string>()
  collect(content, null, names)
  return names
}

function collect(value: unknown, member: string | null, names: Set<string>): void {
  if (typeof value === 'string') {
    const nested = NESTED.test(value) ? parsed(value) : undefined
    if (nested !== undefined) return collect(nested, null, names)
    if (member !== null && NAME_MEMBERS.includes(member)) names.add(value.normalize('NFC'))
    for (const name of mediaInText(value)) names.add(name)
  } else if (Array.isArray(value)) for (const one of value) collect(one, null, names)
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) collect(one, key, names)
}

/** The value of a JSON text that holds others; undefined for any other text. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
