import type { Env, MarkdownIt, StateInline } from 'markdown-it'

export const GAP_OPEN = '\uE000'
export const GAP_CLOSE = '\uE001'

/** Whether the inside of a gap is a hint for what is asked, or the answer. */
export type GapMode = 'hidden' | 'shown'

/** The gap mode of a rendering, from its environment. */
export function modeOf(env: Env | undefined): GapMode {
  return env?.['gaps'] === 'hidden' ? 'hidden' : 'shown'
}

const START = '<mark class="gap">'
const END = '</mark>'

function opening(mode: GapMode, empty: boolean): string {
  if (mode === 'shown') return START
  return `${START}<span class="vh">blank </span>[${empty ? '\u2026' : ''}`
}

function closing(mode: GapMode): string {
  return mode === 'shown' ? END : `]${END}`
}

/** Where the gap that opens at `start` closes; the end of this piece of text when it is left open. */
function closeOf(text: string, start: number, max: number): number {
  let depth = 0
  for (let at = start; at < max; at++) {
    if (text[at] === GAP_OPEN) depth++
    if (text[at] === GAP_CLOSE && --depth === 0) return at
  }
  return max
}

function gap(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state
  if (src[pos] === GAP_CLOSE) {
    state.pos++
    return true
  }
  if (src[pos] !== GAP_OPEN) return false
  const close = closeOf(src, pos, posMax)
  if (!silent) {
    const open = state.push('gap_open', 'mark', 1)
    open.meta = { empty: close === pos + 1 }
    state.pos = pos + 1
    state.posMax = close
    state.md.inline.tokenize(state)
    state.posMax = posMax
    state.push('gap_close', 'mark', -1)
  }
  state.pos = Math.min(close + 1, posMax)
  return true
}

/** Plain text up to the next character that could mean something; gaps included, unlike the built-in rule. */
function text(state: StateInline, silent: boolean): boolean {
  const meaningful = /[\n!#$%&*+\-:<=>@[\]\\^_`{}~\uE000\uE001]/g
  meaningful.lastIndex = state.pos
  const found = meaningful.exec(state.src)
  const end = Math.min(found ? found.index : state.posMax, state.posMax)
  if (end === state.pos) return false
  if (!silent) state.pending += state.src.slice(state.pos, end)
  state.pos = end
  return true
}

/** Gap marks in text that is shown literally, such as code; `escaped` is HTML already. */
export function markLiteral(escaped: string, mode: GapMode): string {
  return escaped
    .replaceAll(new RegExp(`${GAP_OPEN}(${GAP_CLOSE})?`, 'g'), (_, closed?: string) =>
      closed ? opening(mode, true) + closing(mode) : opening(mode, false),
    )
    .replaceAll(GAP_CLOSE, closing(mode))
}

/** Text without its gap marks; hidden gaps become `[hint]` or `[…]`. */
export function plainGaps(source: string, mode: GapMode): string {
  const gaps = new RegExp(`${GAP_OPEN}([^${GAP_CLOSE}]*)${GAP_CLOSE}`, 'g')
  return source.replace(gaps, (_, inside: string) => (mode === 'shown' ? inside : `[${inside || '\u2026'}]`))
}

/** Adds cloze gaps, U+E000 … U+E001. */
export function gapPlugin(md: MarkdownIt): void {
  md.inline.ruler.at('text', text)
  md.inline.ruler.after('text', 'gap', gap)
  md.renderer.rules['gap_open'] = (tokens, at, _options, env) => {
    const meta = tokens[at]?.meta as { empty: boolean } | null
    return opening(modeOf(env), meta?.empty ?? false)
  }
  md.renderer.rules['gap_close'] = (_tokens, _at, _options, env) => closing(modeOf(env))
}
