import createMarkdown, { type MarkdownIt, type StateInline } from 'markdown-it'
import { escapeHtml } from '../core/cards/template/html.ts'

/** Inline math as the cards show it: no blank inside the dollar signs, no digit after them. */
const FORMULA = /\$\$([^$]+?)\$\$|\$(?=[^\s$])((?:\\[\s\S]|[^$\\])+?)(?<!\s)\$(?!\d)/y
const SOUND = /\[sound:[^\]\n]{1,500}\]/y

/** Formulas go out between the delimiters of MathJax. Braces that would close a gap are set apart. */
function formula(state: StateInline, silent: boolean): boolean {
  FORMULA.lastIndex = state.pos
  const [whole, display, inline] = FORMULA.exec(state.src) ?? []
  if (whole === undefined || state.pos + whole.length > state.posMax) return false
  if (!silent) {
    const content = (display ?? inline ?? '').replace(/\}(?=\})/g, '} ')
    state.push('text', '', 0).content = display === undefined ? `\\(${content}\\)` : `\\[${content}\\]`
  }
  state.pos += whole.length
  return true
}

function sound(state: StateInline, silent: boolean): boolean {
  SOUND.lastIndex = state.pos
  const [whole] = SOUND.exec(state.src) ?? []
  if (whole === undefined || state.pos + whole.length > state.posMax) return false
  if (!silent) state.push('text', '', 0).content = whole
  state.pos += whole.length
  return true
}

function plugin(md: MarkdownIt): void {
  md.validateLink = (link) => /^https:\/\/[^\s/]/i.test(link.trim()) || !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link.trim())
  md.inline.ruler.before('escape', 'formula', formula)
  md.inline.ruler.before('link', 'sound', sound)
}

const md = createMarkdown({ html: false, linkify: false, typographer: false }).use(plugin)

/** Markdown as HTML for a field of Anki's; one paragraph alone stands without its tag. */
export function fieldHtml(text: string): string {
  const html = md.render(text).trim()
  const [, only] = /^<p>([\s\S]*)<\/p>$/.exec(html) ?? []
  return only === undefined || only.includes('<p>') ? html : only
}

/** Markdown of one line as HTML. */
export function lineHtml(text: string): string {
  return md.renderInline(text).trim()
}

/** Plain text as HTML. */
export const plainHtml = escapeHtml
