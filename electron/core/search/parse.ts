import { ok, type Result } from '../result.ts'
import type { SearchNode, Span } from './ast.ts'
import { problem, type SearchProblem } from './problems.ts'
import { readTerm } from './terms.ts'
import { tokenize, type Token } from './tokens.ts'

/** As much as a search may hold; each refusal names the one that was hit. */
export const SEARCH_LIMITS = { characters: 20_000, terms: 200, depth: 50 } as const

/**
 * Reads a search in Anki's language: terms that stand side by side must all hold, `or` parts alternatives and binds
 * less than that, `-` or `not` before a term or a bracket turns it round, brackets group.
 * @param search as typed
 * @returns the tree; null for an empty search, which finds everything; or what is wrong, with its place
 */
export function parseSearch(search: string): Result<SearchNode | null, SearchProblem> {
  if (search.length > SEARCH_LIMITS.characters)
    return problem(
      'too-long',
      { from: SEARCH_LIMITS.characters, to: search.length },
      `A search has at most ${SEARCH_LIMITS.characters} characters.`,
    )
  const tokens = tokenize(search)
  if (!tokens.ok) return tokens
  if (tokens.value.length === 0) return ok(null)
  const terms = tokens.value.filter((token) => token.type === 'term')
  const surplus = terms[SEARCH_LIMITS.terms]
  if (surplus) return problem('too-many-terms', surplus, `A search has at most ${SEARCH_LIMITS.terms} terms.`)
  return new Parser(tokens.value, search.length).all()
}

class Parser {
  readonly #tokens: readonly Token[]
  readonly #end: Span
  #next = 0
  #depth = 0

  constructor(tokens: readonly Token[], length: number) {
    this.#tokens = tokens
    this.#end = { from: Math.max(0, length - 1), to: length }
  }

  all(): Result<SearchNode, SearchProblem> {
    const node = this.#either()
    if (!node.ok) return node
    const rest = this.#tokens[this.#next]
    if (rest) return problem('unopened-group', rest, 'This bracket closes none that was opened.')
    return node
  }

  #either(): Result<SearchNode, SearchProblem> {
    const nodes: SearchNode[] = []
    for (;;) {
      const node = this.#together()
      if (!node.ok) return node
      nodes.push(node.value)
      if (this.#tokens[this.#next]?.type !== 'or') return ok(joined('or', nodes))
      this.#next += 1
    }
  }

  #together(): Result<SearchNode, SearchProblem> {
    const nodes: SearchNode[] = []
    for (;;) {
      const node = this.#one()
      if (!node.ok) return node
      nodes.push(node.value)
      const next = this.#tokens[this.#next]
      if (next === undefined || next.type === 'or' || next.type === 'close') return ok(joined('and', nodes))
      if (next.type === 'and') this.#next += 1
    }
  }

  #one(): Result<SearchNode, SearchProblem> {
    const token = this.#tokens[this.#next]
    const before = this.#tokens[this.#next - 1]
    if (token === undefined) return this.#missing(before)
    this.#next += 1
    switch (token.type) {
      case 'term':
        return readTerm(token)
      case 'minus':
      case 'not': {
        if (++this.#depth > SEARCH_LIMITS.depth) return tooDeep(token)
        const inner = this.#one()
        this.#depth -= 1
        return inner.ok ? ok({ op: 'not', node: inner.value }) : inner
      }
      case 'open':
        return this.#group(token)
      case 'close':
        if (before?.type === 'open')
          return problem('empty-group', { from: before.from, to: token.to }, 'There is nothing between these brackets.')
        if (before === undefined) return problem('unopened-group', token, 'This bracket closes none that was opened.')
        return this.#missing(before)
      case 'and':
      case 'or':
        return problem(
          'misplaced-word',
          token,
          `“${token.type}” joins two parts, and none stands before it.`,
          `"${token.type}" in quotation marks looks for the word`,
        )
    }
  }

  #group(open: Token): Result<SearchNode, SearchProblem> {
    if (++this.#depth > SEARCH_LIMITS.depth) return tooDeep(open)
    if (this.#tokens[this.#next] === undefined) return unclosed(open)
    const inner = this.#either()
    if (!inner.ok) return inner
    this.#depth -= 1
    if (this.#tokens[this.#next]?.type !== 'close') return unclosed(open)
    this.#next += 1
    return inner
  }

  /** Something should stand after this token. */
  #missing(before: Token | undefined): Result<never, SearchProblem> {
    const word = before?.type ?? 'and'
    const message =
      word === 'not' || word === 'minus' ? 'Nothing stands after this.' : `Nothing stands after “${word}”.`
    return problem(
      'nothing-after',
      before ?? this.#end,
      message,
      word === 'and' || word === 'or' || word === 'not' ? `"${word}" in quotation marks looks for the word` : null,
    )
  }
}

function unclosed(open: Token): Result<never, SearchProblem> {
  return problem('unclosed-group', open, 'This bracket is never closed.', 'a ) after the last part of the group')
}

function tooDeep(token: Token): Result<never, SearchProblem> {
  return problem('too-deep', token, `Brackets and negations go at most ${SEARCH_LIMITS.depth} deep.`)
}

function joined(op: 'and' | 'or', nodes: readonly SearchNode[]): SearchNode {
  const [only] = nodes
  return nodes.length === 1 && only ? only : { op, nodes }
}
