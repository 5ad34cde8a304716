import type { ContentOf } from '../../contract/content/note-content.ts'
import { LIMITS } from '../../contract/content/primitives.ts'
import { IMPORT_LIMITS, sizeInWords } from '../limits.ts'
import type { SchemaProblem } from './schema-problems.ts'

/**
 * Gives the bytes of a drawing that a deck file names, by its path below the file's folder; null when there is none.
 * What is larger than `IMPORT_LIMITS.drawingBytes` may be cut behind that.
 */
export type ReadImage = (path: string) => Uint8Array | null

/** A diagram as it stands in a deck file. */
export interface DiagramFields extends Omit<ContentOf<'diagram'>, 'svg'> {
  readonly svg?: string | undefined
  readonly image?: string | undefined
}

export type ReadDrawing =
  { readonly svg: string; readonly problem: null } | { readonly svg: null; readonly problem: SchemaProblem }

/**
 * The drawing of a diagram: the one in the file, or the one beside it.
 * @param readImage null where nothing beside the file can be read
 */
export function drawingOf({ svg, image }: DiagramFields, readImage: ReadImage | null): ReadDrawing {
  if (image === undefined) {
    if (svg !== undefined) return { svg, problem: null }
    return refuse('missing', [], 'The drawing is missing.', 'svg with the drawing, or image with its path', 'neither')
  }
  const path = ['image']
  if (svg !== undefined) {
    return refuse('two-drawings', path, 'The drawing stands in “svg” already.', 'svg or image, not both', 'both')
  }
  if (readImage === null) {
    const message = 'Pictures beside the file do not come with it. Put the drawing itself into “svg”.'
    return refuse('image', path, message, 'svg with the drawing', image)
  }
  const bytes = readImage(image)
  if (bytes === null) {
    return refuse('no-image', path, 'There is no such drawing.', 'a file below the folder of the deck file', image)
  }
  const text = bytes.length > IMPORT_LIMITS.drawingBytes ? null : decode(bytes)
  if (text === null || text.length > LIMITS.drawing) {
    const tooLarge = text !== null || bytes.length > IMPORT_LIMITS.drawingBytes
    if (!tooLarge) return refuse('encoding', path, 'The drawing is not text in UTF-8.', 'UTF-8', 'other bytes')
    const found = `${sizeInWords(bytes.length)} or more`
    return refuse('too-large', path, 'The drawing is too large.', `at most ${LIMITS.drawing} characters`, found)
  }
  if (text === '') return refuse('empty', path, 'The drawing is empty.', 'an <svg> element', 'blanks only')
  return { svg: text, problem: null }
}

/** Text as it would stand in a deck file: line ends as YAML reads them, no blanks around. Null when it is no UTF-8. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n').trim()
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function refuse(
  code: string,
  path: readonly string[],
  message: string,
  expected: string,
  found: string,
): { readonly svg: null; readonly problem: SchemaProblem } {
  return { svg: null, problem: { code, message, path, expected, found } }
}
