import createMarkdown, { type MarkdownIt, type StateInline } from 'markdown-it'
import { cleanXml, escapeXml } from './markup.ts'

/** Inline math as the cards show it: no blank inside the dollar signs, no digit after them. */
const FORMULA = /\$\$([^$]+?)\$\$|\$(?=[^\s$])((?:\\[\s\S]|[^$\\])+?)(?<!\s)\$(?!\d)/y
const SOUND = /\[sound:([^\]\n]{1,500})\]/y

/** Where media lie, seen from an item. */
export const MEDIA_FOLDER = '../media/'

/** Formulas go out between the delimiters that MathJax and the LMS know. */
function formula(state: StateInline, silent: boolean): boolean {
  FORMULA.lastIndex = state.pos
  const [whole, display, inline] = FORMULA.exec(state.src) ?? []
  if (whole === undefined || state.pos + whole.length > state.posMax) return false
  if (!silent) {
    const content = display === undefined ? `\\(${inline ?? ''}\\)` : `\\[${display}\\]`
    state.push('text', '', 0).content = content
  }
  state.pos += whole.length
  return true
}

function sound(state: StateInline, silent: boolean): boolean {
  SOUND.lastIndex = state.pos
  const [whole, name] = SOUND.exec(state.src) ?? []
  if (whole === undefined || state.pos + whole.length > state.posMax) return false
  if (!silent) state.push('sound', 'audio', 0).content = (name ?? '').trim()
  state.pos += whole.length
  return true
}

function mediaPlugin(md: MarkdownIt): void {
  const address = (name: string): string => escapeXml(`${MEDIA_FOLDER}${encodeURIComponent(name)}`)
  md.validateLink = (link) => /^https:\/\/[^\s/]/i.test(link.trim()) || !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link.trim())
  md.inline.ruler.before('escape', 'formula', formula)
  md.inline.ruler.before('link', 'sound', sound)
  md.renderer.rules['sound'] = (tokens, at) =>
    `<audio controls="controls" src="${address(tokens[at]?.content ?? '')}"></audio>`
  md.renderer.rules['image'] = (tokens, at) => {
    const token = tokens[at]
    const name = decodeName(String(token?.attrGet('src') ?? ''))
    const words = escapeXml(token?.content ?? '')
    return /^https:/i.test(name) ? words : `<img src="${address(name)}" alt="${words}"/>`
  }
}

function decodeName(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch (error) {
    if (error instanceof URIError) return address
    throw error
  }
}

const md = createMarkdown({ html: false, linkify: false, typographer: false, xhtmlOut: true }).use(mediaPlugin)

/** Markdown as XHTML blocks. */
export function blocks(text: string): string {
  return cleanXml(md.render(text)).trim()
}

/** Markdown as XHTML inside a line. */
export function inline(text: string): string {
  return cleanXml(md.renderInline(text)).trim()
}

/** Names of the media that a text shows or plays. */
export function mediaOf(text: string): string[] {
  const pictures = [...text.matchAll(/!\[[^\]]*\]\(\s*<?([^)>\s]+)>?[^)]*\)/g)].map(([, name = '']) => decodeName(name))
  const sounds = [...text.matchAll(/\[sound:([^\]\n]{1,500})\]/g)].map(([, name = '']) => name.trim())
  return [...pictures, ...sounds].filter((name) => !/^https?:/i.test(name))
}
