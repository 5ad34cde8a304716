import { LIMITS } from '../contract/content/primitives.ts'
import { IMPORT_LIMITS } from './limits.ts'

/** A deck path in its normal form, or what is wrong with it. */
export type DeckPath = { readonly path: string } | { readonly problem: string; readonly expected: string }

/** Trims the levels of a deck path (joined by `::`) and checks that none is empty, too long or too many. */
export function deckPath(text: string): DeckPath {
  const levels = text.split('::').map((level) => level.trim())
  if (levels.some((level) => level === '')) {
    return {
      problem: 'A level of the deck path is empty.',
      expected: 'names joined by two colons, such as AIF-C01::Cards',
    }
  }
  if (levels.length > IMPORT_LIMITS.deckLevels) {
    return { problem: 'The deck path has too many levels.', expected: `at most ${IMPORT_LIMITS.deckLevels} levels` }
  }
  if (levels.some((level) => level.length > LIMITS.name)) {
    return { problem: 'A deck name is too long.', expected: `at most ${LIMITS.name} characters a level` }
  }
  return { path: levels.join('::') }
}

/** A deck name from a file's name: without folders and ending. */
export function deckFromFile(file: string): string {
  const base = file.split(/[\\/]/).at(-1) ?? file
  const name = base.replace(/\.[A-Za-z0-9]{1,6}$/, '').trim()
  const made = deckPath(name.slice(0, LIMITS.name))
  return 'path' in made ? made.path : 'Imported'
}
