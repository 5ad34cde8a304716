import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, Parser, visit } from 'yaml'
import type { CST, ParsedNode, Scalar, YAMLError, YAMLMap } from 'yaml'
import { IMPORT_LIMITS } from '../limits.ts'
import type { Problem } from '../issue-log.ts'
import { quoted, type SourceText } from '../source-text.ts'
import { cancelled, type Watch } from '../watch.ts'
import { syntaxMessage } from './syntax-messages.ts'

export type Language = 'YAML' | 'JSON'
export type Path = readonly (string | number)[]
export type Tree = ParsedNode | null

/** A parsed document; `root` is only to be used when there are no problems. */
export interface Parsed {
  readonly root: Tree
  readonly problems: readonly Problem[]
}

/**
 * Text to a tree whose nodes know their offsets. JSON is read by the same parser, as YAML 1.2 contains it.
 * Depth is limited while reading, so that no input can exhaust the stack.
 */
export function parseTree(source: SourceText, language: Language, watch: Watch = {}): Parsed {
  const tokens = readTokens(source, watch)
  if (!Array.isArray(tokens)) return { root: null, problems: [tokens] }
  // Duplicate keys are found by `toPlain`: the composer compares each key with every other one.
  const composer = new Composer({ uniqueKeys: false, logLevel: 'silent', prettyErrors: false })
  const documents = [...composer.compose(tokens, true, source.text.length)]
  const [document] = documents
  if (!document || documents.length > 1) return { root: null, problems: [twoDocuments(source, documents[1]?.range[0])] }
  const problems = [...document.errors, ...document.warnings].map((error) =>
    syntaxProblem(error, source, language, openQuote(error, document.contents)),
  )
  return { root: document.contents, problems }
}

/** How many words of YAML are read between two looks at the signal. */
const LEXEMES_A_LOOK = 50_000

function readTokens(source: SourceText, watch: Watch): CST.Token[] | Problem {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  const deepest = 2 * IMPORT_LIMITS.depth
  let lexemes = 0
  for (const lexeme of new Lexer().lex(source.text)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    lexemes += 1
    if (lexemes % LEXEMES_A_LOOK === 0) {
      if (watch.signal?.aborted) return cancelled(source.file)
      watch.onProgress?.({ stage: 'reading', done: parser.offset, total: source.text.length })
    }
    if (parser.stack.length > deepest) return tooDeep(source, Math.min(parser.offset, source.text.length))
  }
  for (const token of parser.end()) tokens.push(token)
  return tokens
}

function tooDeep(source: SourceText, offset: number): Problem {
  return {
    code: 'too-deep',
    message: `Lists and fields stand inside one another more than ${IMPORT_LIMITS.depth} levels deep.`,
    where: source.at(offset),
    expected: `at most ${IMPORT_LIMITS.depth} levels`,
    found: 'a deeper one',
  }
}

function twoDocuments(source: SourceText, offset: number | undefined): Problem {
  return {
    code: 'syntax',
    message: 'A second document begins here. Put each deck into a file of its own.',
    where: source.at(offset ?? 0),
    expected: 'one document',
    found: 'a line of three dashes',
  }
}

/** Offset of the quote that is never closed; `null` when the error is another one. */
function openQuote(error: YAMLError, root: Tree): number | null {
  let opening: number | null = null
  if (error.code !== 'MISSING_CHAR' || root === null) return null
  visit(root, {
    Scalar(_key, { range, type }) {
      const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE'
      if (isQuoted && range && range[0] < error.pos[0] && range[1] >= error.pos[0]) opening = range[0]
    },
  })
  return opening
}

function syntaxProblem(error: YAMLError, source: SourceText, language: Language, quote: number | null): Problem {
  const expected = `valid ${language}`
  if (quote !== null) {
    const message = 'The quote that opens here is never closed.'
    return { code: 'syntax', message, where: source.at(quote), expected, found: 'the end of the file' }
  }
  const [found = ''] = source.text.slice(error.pos[0], error.pos[0] + 40).split('\n')
  return {
    code: 'syntax',
    message: syntaxMessage(error, language),
    where: source.at(Math.min(error.pos[0], source.text.length)),
    expected,
    found: found.trim() === '' ? 'the end of the line' : quoted(found.trim()),
  }
}

/** Tells of something in the tree that has no plain value. */
export type OnProblem = (code: string, message: string, offset: number, path: Path, about: About) => void

/** What should stand at a place, and what does. */
interface About {
  readonly expected: string
  readonly found: string
}

/**
 * The plain value of a tree. References between places (anchors, aliases) are refused rather than followed,
 * and so are keys that are not text, come twice or name an object's prototype.
 */
export function toPlain(node: Tree, onProblem: OnProblem, path: Path = []): unknown {
  if (node === null) return null
  if (isScalar(node)) return scalarValue(node, onProblem, path)
  if (isAlias(node)) {
    onProblem(
      'alias',
      'References with * are not used in deck files. Write the value out, or put the text in quotes.',
      node.range[0],
      path,
      { expected: 'a value that is written out', found: `*${node.source}` },
    )
    return null
  }
  if (isSeq<Tree>(node)) return node.items.map((item, index) => toPlain(item, onProblem, [...path, index]))
  return isMap<ParsedNode, Tree>(node) ? mapToPlain(node, onProblem, path) : null
}

/** Characters that no store and no screen can hold are refused: zero, and halves of characters. */
function scalarValue(node: Scalar.Parsed, onProblem: OnProblem, path: Path): unknown {
  const { value } = node
  if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) {
    const about = { expected: 'text of whole characters', found: 'a character that no text can hold' }
    onProblem('character', 'The text holds a zero character or half a character.', node.range[0], path, about)
  }
  return value
}

/** The plain value of a mapping; `skip` names a field whose value is left out, its key being checked all the same. */
export function mapToPlain(
  node: YAMLMap<ParsedNode, Tree>,
  onProblem: OnProblem,
  path: Path = [],
  skip?: string,
): Record<string, unknown> {
  const plain: Record<string, unknown> = {}
  for (const { key, value } of node.items) {
    const name = keyName(key)
    const offset = key.range?.[0] ?? 0
    const tell = (code: string, message: string, expected: string) =>
      onProblem(code, message, offset, name === null ? path : [...path, name], { expected, found: name ?? 'no text' })
    if (name === null) tell('key', 'The name of a field must be text.', 'the name of a field')
    else if (name === '__proto__') tell('unknown-key', '“__proto__” is not a field.', 'a known field')
    else if (Object.hasOwn(plain, name)) {
      tell('duplicate-key', `${quoted(name)} stands here twice. Keep one.`, 'each field once')
    } else plain[name] = name === skip ? undefined : toPlain(value, onProblem, [...path, name])
  }
  return plain
}

/** A key as text; numbers such as 1.1 or 2026 keep the form in which they were written. */
function keyName(key: ParsedNode): string | null {
  if (!isScalar(key)) return null
  return typeof key.value === 'string' ? key.value : (key.source ?? null)
}

/**
 * Offset of the value at a path below a node, or of the nearest thing above it that exists. With `onKey` the
 * offset of the last step's name instead of its value.
 */
export function offsetOf(node: Tree, path: Path, onKey = false): number {
  let current: Tree = node
  let offset = node?.range[0] ?? 0
  for (const [index, step] of path.entries()) {
    const next: { value: Tree; offset: number } | null = child(current, step, onKey && index === path.length - 1)
    if (next === null) return offset
    current = next.value
    offset = next.offset
  }
  return offset
}

function child(node: Tree, step: string | number, onKey: boolean): { value: Tree; offset: number } | null {
  if (isSeq<Tree>(node) && typeof step === 'number') {
    const value = node.items[step]
    return value ? { value, offset: value.range[0] } : null
  }
  if (!isMap<ParsedNode, Tree>(node)) return null
  const pair = node.items.find((item) => keyName(item.key) === String(step))
  if (!pair) return null
  const keyOffset = pair.key.range[0]
  return { value: pair.value, offset: onKey ? keyOffset : (pair.value?.range[0] ?? keyOffset) }
}
