import { isMap, type ParsedNode } from 'yaml'
import { DECK_FORMAT, DeckFileHead } from '../../contract/content/deck-file.ts'
import { deckPath } from '../deck-path.ts'
import type { OffsetProblem } from './entries.ts'
import { schemaProblems, type SchemaProblem } from './schema-problems.ts'
import { mapToPlain, offsetOf, type Tree } from './tree.ts'

/** The other files of the decks folder, which are no decks. */
const OTHER_FORMATS = new Map([
  ['epoch-blueprint', 'the rules of an exam'],
  ['epoch-services', 'a list of services'],
  ['epoch-facts', 'a list of facts'],
])

export type ReadHead =
  | { readonly head: DeckFileHead; readonly problems: readonly [] }
  | { readonly head: null; readonly problems: readonly OffsetProblem[] }

/** Reads everything of a deck file but its notes; `deck` of the result is in its normal form. */
export function readHead(root: Tree): ReadHead {
  if (!isMap<ParsedNode, Tree>(root)) return { head: null, problems: [{ ...NOT_A_DECK, offset: root?.range[0] ?? 0 }] }
  const found: OffsetProblem[] = []
  const plain = mapToPlain(
    root,
    (code, message, offset, path, about) => found.push({ code, message, offset, path, ...about }),
    [],
    'notes',
  )
  const locate = (problem: SchemaProblem): OffsetProblem => ({
    ...problem,
    offset: offsetOf(root, problem.path, problem.onKey),
  })
  const format = formatProblem(plain['format'])
  if (format) return { head: null, problems: [locate(format)] }
  const { notes: _notes, ...input } = plain
  const parsed = DeckFileHead.safeParse(input)
  if (!parsed.success) {
    const known = [...Object.keys(DeckFileHead.shape), 'notes']
    return { head: null, problems: [...found, ...schemaProblems(parsed.error.issues, input, known).map(locate)] }
  }
  const made = deckPath(parsed.data.deck)
  if ('problem' in made) found.push(locate(deckProblem(made, parsed.data.deck)))
  return found.length > 0 || !('path' in made)
    ? { head: null, problems: found }
    : { head: { ...parsed.data, deck: made.path }, problems: [] }
}

const NOT_A_DECK: SchemaProblem = {
  code: 'not-a-deck',
  message: 'This is not a deck file. A deck file starts with the fields format, id, deck and notes.',
  path: [],
  expected: `format: ${DECK_FORMAT}`,
  found: 'no fields with names',
}

function formatProblem(format: unknown): SchemaProblem | null {
  if (format === DECK_FORMAT) return null
  const expected = `format: ${DECK_FORMAT}`
  if (typeof format !== 'string') {
    const message = `The field “format” is missing, so this is not known to be a deck file.`
    return { code: 'not-a-deck', message, path: ['format'], expected, found: 'no format' }
  }
  const [family = '', version = ''] = format.split('/')
  const other = OTHER_FORMATS.get(family)
  let message = 'This is not a deck file.'
  if (other) message = `This file is ${other} and holds no notes.`
  else if (family === 'epoch-deck' && Number(version) > 1)
    message = 'This deck file was made for a newer version of Epoch.'
  return { code: 'not-a-deck', message, path: ['format'], expected, found: `format: ${format}` }
}

function deckProblem(made: { readonly problem: string; readonly expected: string }, found: string): SchemaProblem {
  return { code: 'deck-path', message: made.problem, path: ['deck'], expected: made.expected, found }
}
