import { attribute, elements, textOf, type XmlElement } from '../xml/index.ts'

const SIGNS: Readonly<Record<string, string>> = {
  '×': '\\times ',
  '÷': '\\div ',
  '⋅': '\\cdot ',
  '·': '\\cdot ',
  '−': '-',
  '±': '\\pm ',
  '≤': '\\le ',
  '≥': '\\ge ',
  '≠': '\\ne ',
  '≈': '\\approx ',
  '→': '\\to ',
  '∞': '\\infty ',
  '∑': '\\sum ',
  '∏': '\\prod ',
  '∫': '\\int ',
  '∂': '\\partial ',
  '∇': '\\nabla ',
  '∈': '\\in ',
  '⁢': '',
  '⁡': '',
}

/** MathML as TeX: its own TeX annotation where there is one, or else the usual elements one by one. */
export function mathToTex(math: XmlElement): string {
  return render(math).replace(/ {2,}/g, ' ').trim()
}

function render(at: XmlElement): string {
  const parts = elements(at)
  const [first = '', second = '', third = ''] = parts.slice(0, 3).map(render)
  switch (at.name) {
    case 'semantics':
      return annotation(parts) ?? first
    case 'annotation':
    case 'annotation-xml':
      return ''
    case 'mi':
      return identifier(textOf(at).trim())
    case 'mn':
      return escapeTex(textOf(at).trim())
    case 'mo':
      return operator(textOf(at).trim())
    case 'mtext':
    case 'ms':
      return `\\text{${escapeTex(textOf(at))}}`
    case 'mspace':
      return '\\ '
    case 'msup':
      return `{${first}}^{${second}}`
    case 'msub':
      return `{${first}}_{${second}}`
    case 'msubsup':
    case 'munderover':
      return `{${first}}_{${second}}^{${third}}`
    case 'mover':
      return `\\overset{${second}}{${first}}`
    case 'munder':
      return `\\underset{${second}}{${first}}`
    case 'mfrac':
      return `\\frac{${first}}{${second}}`
    case 'msqrt':
      return `\\sqrt{${parts.map(render).join('')}}`
    case 'mroot':
      return `\\sqrt[${second}]{${first}}`
    case 'mfenced':
      return `\\left${attribute(at, 'open') || '('}${parts.map(render).join(',')}\\right${attribute(at, 'close') || ')'}`
    case 'mtable':
      return `\\begin{matrix}${parts.map(render).join('\\\\ ')}\\end{matrix}`
    case 'mtr':
      return parts.map(render).join(' & ')
    default:
      return parts.length > 0 ? parts.map(render).join('') : escapeTex(textOf(at).trim())
  }
}

function annotation(parts: readonly XmlElement[]): string | null {
  const tex = parts.find((part) => part.name === 'annotation' && /tex/i.test(attribute(part, 'encoding')))
  return tex ? textOf(tex).trim() : null
}

function identifier(text: string): string {
  return [...text].length > 1 && /^[A-Za-z]+$/.test(text) ? `\\mathrm{${text}}` : escapeTex(text)
}

function operator(text: string): string {
  return SIGNS[text] ?? escapeTex(text)
}

function escapeTex(text: string): string {
  return text.replace(/[\\{}$%#&_^~]/g, (sign) =>
    sign === '\\' ? '\\backslash ' : sign === '~' || sign === '^' ? `\\${sign}{}` : `\\${sign}`,
  )
}
