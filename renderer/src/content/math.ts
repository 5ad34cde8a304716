import katex from 'katex'
import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'
import { GAP_CLOSE, GAP_OPEN, modeOf, type GapMode } from './gaps.ts'

const BLANK = '\\phantom{xxx}'

/** Characters that mean something to TeX, as they are written inside text. */
const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
}

function texText(words: string): string {
  return words.replace(/[\\^~{}_%#&$]/g, (character) => TEX[character] ?? `\\${character}`)
}

/** A gap inside math becomes a box: around the answer, the hint, or nothing. */
function boxGaps(source: string, mode: GapMode): string {
  const gap = new RegExp(`${GAP_OPEN}([^${GAP_OPEN}${GAP_CLOSE}]*)${GAP_CLOSE}`, 'g')
  const box = (_: string, inside: string) => {
    if (mode === 'shown') return `\\boxed{${inside}}`
    return `\\boxed{${inside === '' ? BLANK : `\\text{${texText(inside)}}`}}`
  }
  return source.replace(gap, box).replaceAll(GAP_OPEN, '').replaceAll(GAP_CLOSE, '')
}

/** TeX as HTML and MathML; what KaTeX cannot read is shown as it was written. */
export function renderMath(source: string, displayMode: boolean, mode: GapMode): string {
  return katex.renderToString(boxGaps(source, mode), {
    displayMode,
    trust: false,
    throwOnError: false,
    // Not a color that passes the sanitiser: the style sheet has one for each theme.
    errorColor: 'var(--again)',
    strict: 'ignore',
    maxSize: 40,
    maxExpand: 500,
  })
}

/**
 * The end of inline math that opens at `start`, or -1. As in Pandoc: no space inside the dollars, no digit after the
 * closing one, so that `$5 and $6` stays text.
 */
export function closingDollar(text: string, start: number): number {
  const open = text[start + 1]
  if (open === undefined || /\s/.test(open) || open === '$') return -1
  for (let at = text.indexOf('$', start + 1); at !== -1; at = text.indexOf('$', at + 1)) {
    const before = text[at - 1] ?? ''
    if (before === '\\') continue
    if (!/\s/.test(before) && !/\d/.test(text[at + 1] ?? '')) return at
  }
  return -1
}

function pushMath(state: StateInline, type: 'math_inline' | 'math_block', content: string): void {
  const token = state.push(type, 'math', 0)
  token.content = content
}

function inlineMath(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src[pos] !== '$') return false
  const double = src[pos + 1] === '$'
  const close = double ? src.indexOf('$$', pos + 2) : closingDollar(src, pos)
  if (close === -1 || close === pos + 2 * Number(double)) return false
  const width = double ? 2 : 1
  if (close + width > state.posMax) return false
  if (!silent) pushMath(state, double ? 'math_block' : 'math_inline', src.slice(pos + width, close))
  state.pos = close + width
  return true
}

function blockMath(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)
  if (!state.src.startsWith('$$', start)) return false
  for (let line = startLine; line < endLine; line++) {
    const text = state.src.slice(start + 2, state.eMarks[line] ?? start + 2).trimEnd()
    if (!text.endsWith('$$')) continue
    if (silent) return true
    const token = state.push('math_block', 'math', 0)
    token.content = text.slice(0, -2).trim()
    token.block = true
    state.line = line + 1
    return !text.slice(0, -2).includes('$$')
  }
  return false
}

/** Adds `$…$` and `$$…$$`. The gap mode is read from the environment of each rendering. */
export function mathPlugin(md: MarkdownIt): void {
  md.inline.ruler.before('escape', 'math_inline', inlineMath)
  md.block.ruler.before('fence', 'math_block', blockMath, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
  md.renderer.rules['math_inline'] = (tokens, at, _options, env) =>
    renderMath(tokens[at]?.content ?? '', false, modeOf(env))
  md.renderer.rules['math_block'] = (tokens, at, _options, env) =>
    renderMath(tokens[at]?.content ?? '', true, modeOf(env))
}
