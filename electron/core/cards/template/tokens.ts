export type TemplateToken =
  | { readonly type: 'text' | 'comment'; readonly text: string }
  | { readonly type: 'replacement' | 'open' | 'open-negated' | 'close'; readonly name: string }

const OLD_SYNTAX = '{{=<% %>=}}'

/**
 * Cuts a template into text, comments and replacements. A replacement that is not closed is text. A template that
 * begins with the line `{{=<% %>=}}` is written with `<%` and `%>`.
 */
export function* templateTokens(template: string): Generator<TemplateToken> {
  const trimmed = template.trimStart()
  const old = trimmed.startsWith(OLD_SYNTAX)
  const [open, close] = old ? ['<%', '%>'] : ['{{', '}}']
  const text = old ? trimmed.replace(/^(?:\{\{=<% %>=\}\})+/, '') : template
  const handles = new Pairs(text, open, close)
  const comments = new Pairs(text, '<!--', '-->')
  for (let at = 0; at < text.length;) {
    const handle = handles.next(at)
    const comment = comments.next(at)
    const first = handle !== null && (comment === null || handle.start < comment.start) ? handle : comment
    if (first === null) {
      yield { type: 'text', text: text.slice(at) }
      return
    }
    if (first.start > at) yield { type: 'text', text: text.slice(at, first.start) }
    const inside = text.slice(first.from, first.to)
    yield first === handle ? replacement(inside) : { type: 'comment', text: inside }
    at = first.end
  }
}

/** Finds pairs of marks from left to right, remembering what it has seen so that it never looks twice. */
class Pairs {
  readonly #text: string
  readonly #open: string
  readonly #close: string
  #start = -1
  #end = -1

  constructor(text: string, open: string, close: string) {
    this.#text = text
    this.#open = open
    this.#close = close
  }

  next(at: number): { start: number; from: number; to: number; end: number } | null {
    if (this.#start < at && this.#start !== Infinity) {
      const found = this.#text.indexOf(this.#open, at)
      this.#start = found === -1 ? Infinity : found
    }
    if (this.#start === Infinity) return null
    const from = this.#start + this.#open.length
    if (this.#end < from && this.#end !== Infinity) {
      const found = this.#text.indexOf(this.#close, from)
      this.#end = found === -1 ? Infinity : found
    }
    if (this.#end === Infinity) return null
    return { start: this.#start, from, to: this.#end, end: this.#end + this.#close.length }
  }
}

function replacement(inside: string): TemplateToken {
  const name = inside.replace(/^\{+/, '').trim()
  if (name.length < 2) return { type: 'replacement', name }
  const type = ({ '#': 'open', '^': 'open-negated', '/': 'close' } as const)[name.charAt(0)]
  return type === undefined ? { type: 'replacement', name } : { type, name: name.slice(1).trimStart() }
}
