import createMarkdown, { type Env, type MarkdownIt } from 'markdown-it'
import { colored } from './code.ts'
import { GAP_CLOSE, GAP_OPEN, gapPlugin, markLiteral, modeOf, type GapMode } from './gaps.ts'
import { mathPlugin } from './math.ts'
import { mediaPlugin } from './media.ts'

function isHttps(url: string): boolean {
  return /^https:\/\/[^\s/]/i.test(url.trim())
}

const NAMES_A_GAP = new RegExp(`[${GAP_OPEN}${GAP_CLOSE}]`)

/** Code, in which gaps are marked and nothing else means anything. A fence that names a language is colored. */
function codePlugin(md: MarkdownIt): void {
  const literal = (text = '', env: Env | undefined) => markLiteral(md.utils.escapeHtml(text), modeOf(env))
  const block = (text = '', env: Env | undefined) => `<pre><code>${literal(text, env)}</code></pre>`
  md.renderer.rules['code_inline'] = (tokens, at, _options, env) => `<code>${literal(tokens[at]?.content, env)}</code>`
  md.renderer.rules['fence'] = (tokens, at, _options, env) => {
    const { content = '', info = '' } = tokens[at] ?? {}
    const html = NAMES_A_GAP.test(content)
      ? null
      : colored(content, /^[\w+#-]*/.exec(info.trim())?.[0].toLowerCase() ?? '')
    return html === null ? block(content, env) : `<pre><code class="hljs">${html}</code></pre>`
  }
  md.renderer.rules['code_block'] = (tokens, at, _options, env) => block(tokens[at]?.content, env)
}

/** Links leave only by https, in a window of their own. */
function linkPlugin(md: MarkdownIt): void {
  md.renderer.rules['link_open'] = (tokens, at, options, _env, self) => {
    const token = tokens[at]
    // Addresses of media pass as well, for images; a link to one goes nowhere.
    if (!isHttps(String(token?.attrGet('href') ?? ''))) return '<a>'
    token?.attrSet('target', '_blank')
    tokens[at]?.attrSet('rel', 'noopener noreferrer')
    return self.renderToken(tokens, at, options)
  }
}

const md = createMarkdown({ html: false, linkify: false, typographer: false })
  .use(gapPlugin)
  .use(mathPlugin)
  .use(codePlugin)
  .use(linkPlugin)
  .use(mediaPlugin)

/** Card text (Markdown, KaTeX, gaps) as HTML that is not yet sanitised. */
export function toHtml(source: string, gaps: GapMode, inline: boolean): string {
  return inline ? md.renderInline(source, { gaps }) : md.render(source, { gaps })
}

/** Card text as one line of plain words, for lists. */
export function toWords(source: string): string {
  return source
    .replaceAll(GAP_OPEN, '')
    .replaceAll(GAP_CLOSE, '')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[sound:[^\]]*\]/g, '')
    .replace(/[$*_`#>]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
