import { DeckNote, type DeckFileHead } from '../../contract/content/deck-file.ts'
import type { Reference } from '../../contract/content/primitives.ts'
import type { Place } from '../../contract/errors.ts'
import { checkContent } from '../../core/cards/validate.ts'
import type { ImportedNote } from '../imported-deck.ts'
import type { SourceText } from '../source-text.ts'
import { drawingOf, type ReadImage } from './drawings.ts'
import { schemaProblems, type SchemaProblem } from './schema-problems.ts'
import { offsetOf, toPlain, type Path, type Tree } from './tree.ts'

/** A note of a deck file that passed, with a way to say where each of its fields stands. */
export interface DeckEntry {
  readonly imported: ImportedNote
  readonly place: (path: Path, onKey?: boolean) => Place
}

/** A problem and the offset at which it stands. */
export interface OffsetProblem extends SchemaProblem {
  readonly offset: number
}

/** A note of a deck file whose drawing, if it has one, is in it. */
export type WholeNote =
  | Exclude<DeckNote, { kind: 'diagram' }>
  | (Omit<Extract<DeckNote, { kind: 'diagram' }>, 'svg' | 'image'> & { svg: string })

export type ReadEntry =
  | { readonly note: WholeNote; readonly problems: readonly [] }
  | { readonly note: null; readonly problems: readonly OffsetProblem[] }

const META = ['id', 'guid', 'deck', 'objective', 'beyond', 'tags', 'covers', 'services', 'references', 'verifiedOn']

/**
 * Checks one note's tree: plain values, schema, drawing, meaning, in this order; a later check needs the earlier ones.
 * @param readImage reads drawings beside the file, null where that is not possible
 */
export function readEntry(
  tree: Tree,
  readImage: ReadImage | null,
  defaults: Readonly<Record<string, unknown>> = {},
): ReadEntry {
  const found: OffsetProblem[] = []
  const plain = toPlain(tree, (code, message, offset, path, about) =>
    found.push({ code, message, offset, path, ...about }),
  )
  if (found.length > 0) return { note: null, problems: found }
  const locate = (problem: SchemaProblem): OffsetProblem => ({
    ...problem,
    offset: offsetOf(tree, problem.path, problem.onKey),
  })
  const input = isFields(plain) ? { ...defaults, ...plain } : plain
  const parsed = DeckNote.safeParse(input)
  if (!parsed.success) {
    return { note: null, problems: schemaProblems(parsed.error.issues, input, knownFields(input)).map(locate) }
  }
  const whole = withDrawing(parsed.data, readImage)
  if ('problem' in whole) return { note: null, problems: [locate(whole.problem)] }
  // What is wrong with a drawing beside the file is told where the file names it.
  const named = parsed.data.kind === 'diagram' && parsed.data.image !== undefined
  const place = (path: Path): Path => (named && path[0] === 'svg' ? ['image'] : path)
  const semantic = checkContent(contentOf(whole.note)).map((problem) =>
    locate({ ...problem, path: place(problem.path) }),
  )
  return semantic.length > 0 ? { note: null, problems: semantic } : { note: whole.note, problems: [] }
}

function withDrawing(
  note: DeckNote,
  readImage: ReadImage | null,
): { readonly note: WholeNote } | { readonly problem: SchemaProblem } {
  if (note.kind !== 'diagram') return { note }
  const drawing = drawingOf(note, readImage)
  if (drawing.problem !== null) return { problem: drawing.problem }
  const { image: _image, ...rest } = note
  return { note: { ...rest, svg: drawing.svg } }
}

/** A note's content without what every kind carries beside it. */
export function contentOf(note: WholeNote): ImportedNote['content'] {
  const { id, guid, deck, objective, beyond, tags, covers, services, references, verifiedOn, ...content } = note
  return content
}

/** The note as importers return it; reference keys must have been checked with {@link unknownReferences}. */
export function importedFrom(note: WholeNote, head: DeckFileHead, where: Place): ImportedNote {
  return {
    guid: note.guid ?? `${head.id}/${note.id}`,
    deck: note.deck ?? head.deck,
    content: contentOf(note),
    tags: [...new Set(note.tags)],
    objective: note.objective ?? null,
    beyond: note.beyond ?? null,
    covers: note.covers ?? [],
    services: note.services ?? [],
    references: (note.references ?? []).flatMap((item) => resolve(item, head) ?? []),
    verifiedOn: note.verifiedOn ?? head.verifiedOn ?? null,
    where,
  }
}

/** Reference keys that the file's head does not have. */
export function unknownReferences(note: WholeNote, head: DeckFileHead): SchemaProblem[] {
  return (note.references ?? []).flatMap((item, index) => {
    if (resolve(item, head) !== null) return []
    const known = Object.keys(head.references ?? {}).slice(0, 20)
    return {
      code: 'unknown-reference',
      message: `“${String(item)}” is not among the references of the file.`,
      path: ['references', index],
      expected: known.length > 0 ? `one of ${known.join(', ')}` : 'a title and a url',
      found: String(item),
    }
  })
}

function resolve(item: string | Reference, head: DeckFileHead): Reference | null {
  if (typeof item !== 'string') return item
  const { references = {} } = head
  return Object.hasOwn(references, item) ? (references[item] ?? null) : null
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Names of the fields that a note of the stated kind may have. */
function knownFields(input: unknown): string[] {
  const kind = isFields(input) ? input['kind'] : undefined
  const schema = DeckNote.options.find((option) => option.shape.kind.value === kind)
  return schema ? Object.keys(schema.shape) : ['kind', ...META]
}

/** The place of an offset, with the note's number and the name of the field. */
export function notePlace(source: SourceText, offset: number, note: number | null, path: Path): Place {
  const field = path.map((step) => (typeof step === 'number' ? step + 1 : step)).join('.')
  return {
    ...source.at(offset),
    ...(note === null ? {} : { note }),
    ...(field === '' ? {} : { field }),
  }
}
