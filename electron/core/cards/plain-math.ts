/** TeX commands as the sign they stand for. */
const SYMBOLS: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  omega: 'ω',
  Delta: 'Δ',
  Sigma: 'Σ',
  Omega: 'Ω',
  partial: '∂',
  nabla: '∇',
  infty: '∞',
  sum: 'Σ',
  prod: 'Π',
  cdot: '·',
  times: '×',
  div: '÷',
  pm: '±',
  dots: '...',
  ldots: '...',
  cdots: '...',
  le: '<=',
  leq: '<=',
  ge: '>=',
  geq: '>=',
  ne: '!=',
  neq: '!=',
  approx: '~',
  to: '->',
  rightarrow: '->',
  leftarrow: '<-',
  gets: '<-',
}

/** Commands that only shape what follows. */
const SHAPING =
  /\\(?:text|mathrm|mathbf|mathit|mathbb|mathcal|operatorname|boldsymbol|hat|bar|left|right|[bB]igg?[lr]?)(?![a-zA-Z])\*?/g
const FRACTION = /\\[dt]?frac(?![a-zA-Z])/g
/** Stand in for the braces that are to be seen. */
const [OPEN, CLOSE] = ['\u{F0002}', '\u{F0003}']

/** TeX as one line of plain text: fractions with a slash, Greek letters and signs as themselves. */
export function plainMath(tex: string): string {
  const visible = tex.replace(/\\\{/g, OPEN).replace(/\\\}/g, CLOSE)
  return withoutFractions(visible)
    .replace(SHAPING, '')
    .replace(/\\([a-zA-Z]+)(?=(\w?))/g, (_, name: string, next: string) => plainCommand(name, next))
    .replace(/\\([%&#_$])/g, '$1')
    .replace(/\\[\\,;:! ]/g, ' ')
    .replace(/[{}]/g, '')
    .replaceAll(OPEN, '{')
    .replaceAll(CLOSE, '}')
    .replace(/\s*([·×÷±])\s*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A command's sign or its name; names and Greek letters are kept apart from a letter that follows. */
function plainCommand(name: string, next: string): string {
  const sign = name === 'quad' || name === 'qquad' ? ' ' : (SYMBOLS[name] ?? name)
  return next !== '' && /\p{L}$/u.test(sign) ? `${sign} ` : sign
}

/** \frac{a}{b} becomes a/b, with parentheses where they are needed. */
function withoutFractions(tex: string): string {
  let out = ''
  let from = 0
  for (const match of tex.matchAll(FRACTION)) {
    if (match.index < from) continue
    const top = groupAt(tex, match.index + match[0].length)
    const bottom = top === null ? null : groupAt(tex, top.end)
    if (top === null || bottom === null) continue
    out += `${tex.slice(from, match.index)}${operand(top.inside)}/${operand(bottom.inside)}`
    from = bottom.end
  }
  return out + tex.slice(from)
}

/** The group in braces that begins at or after blanks from `at`, with where it ends. */
function groupAt(tex: string, at: number): { inside: string; end: number } | null {
  const start = at + (tex.slice(at).match(/^\s*/)?.[0].length ?? 0)
  if (tex[start] !== '{') return null
  let depth = 0
  for (let end = start; end < tex.length; end++) {
    if (tex[end] === '{') depth++
    if (tex[end] === '}') depth--
    if (depth === 0) return { inside: tex.slice(start + 1, end), end: end + 1 }
  }
  return null
}

function operand(part: string): string {
  const text = withoutFractions(part).trim()
  return /^\\?[\w.]+$/.test(text) ? text : `(${text})`
}
