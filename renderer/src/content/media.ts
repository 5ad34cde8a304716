import type { MarkdownIt, StateInline } from 'markdown-it'
import { mediaName, mediaUrl } from './place.ts'

const SOUND = /\[sound:([^\]\n]{1,500})\]/y

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** `[sound:name.mp3]`, as Anki writes it. */
function sound(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('[sound:', state.pos)) return false
  SOUND.lastIndex = state.pos
  const [whole, name] = SOUND.exec(state.src) ?? []
  if (whole === undefined || state.pos + whole.length > state.posMax) return false
  if (!silent) state.push('sound', 'button', 0).content = (name ?? '').trim()
  state.pos += whole.length
  return true
}

/**
 * Adds media of the collection: `![words](name.png)` shows an image by its name, `[sound:name.mp3]` a button that plays
 * it. Whatever lies elsewhere never loads: it becomes a link, or words.
 */
export function mediaPlugin(md: MarkdownIt): void {
  const { escapeHtml } = md.utils
  // Names of media are no addresses; what links may lead to is decided where they are drawn.
  md.validateLink = (address) => /^https:\/\/[^\s/]/i.test(address.trim()) || mediaName(decoded(address)) !== null
  md.inline.ruler.before('link', 'sound', sound)
  md.renderer.rules['sound'] = (tokens, at) => {
    const name = escapeHtml(tokens[at]?.content ?? '')
    return `<button type="button" class="sound" data-sound="${name}" aria-label="Play ${name}"></button>`
  }
  md.renderer.rules['image'] = (tokens, at) => {
    const token = tokens[at]
    const words = escapeHtml(token?.content ?? '')
    const address = String(token?.attrGet('src') ?? '')
    const name = mediaName(decoded(address))
    if (name !== null) return `<img src="${escapeHtml(mediaUrl(name))}" alt="${words}" loading="lazy">`
    const said = words === '' ? 'Image' : words
    return `<a href="${escapeHtml(address)}" target="_blank" rel="noopener noreferrer">${said} (not loaded)</a>`
  }
}
