import type { Blueprint } from '../../contract/content/catalogue.ts'
import type { Issue } from '../../contract/errors.ts'
import { objectivePlaces } from '../../core/exam/blueprint.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { readCatalogueText } from '../catalogue.ts'
import { importDeckFile } from '../deck-file/index.ts'
import type { Language } from '../deck-file/tree.ts'
import type { ImportOptions } from '../import-options.ts'
import type { ImportedDeck, ImportedNote } from '../imported-deck.ts'
import type { Watch } from '../watch.ts'

/** True for a text that says of itself that it is the rules of an exam. */
export function isBlueprint(text: string): boolean {
  return /^(?:format|\s*(?:\{\s*)?"format")\s*:\s*['"]?epoch-blueprint\//m.test(text.slice(0, 4096))
}

/**
 * Imports the rules of an exam (`format: epoch-blueprint/1`). In YAML a deck file with its questions may follow in the
 * same file after a line `---`; without one, the questions come from the deck that `deck` names, or from the one that
 * is called like the exam's code.
 */
export function importBlueprint(
  file: string,
  text: string,
  language: Language,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  const [rules = '', bank, ...more] = language === 'YAML' ? documents(text) : [text]
  if (more.length > 0) return fail([tooMany(file, more[0] ?? '')])
  const read = readCatalogueText(file, rules, language)
  if (!read.ok) return read
  if (read.value.kind !== 'blueprint') throw new Error('a blueprint was read as something else')
  const deck = bank === undefined ? ok(emptyDeck(file)) : importDeckFile(file, bank, language, options, watch)
  if (!deck.ok) return deck
  const value = read.value.value
  const blueprint = { ...value, deck: value.deck ?? deck.value.head?.deck ?? value.code }
  return ok(withBank(blueprint, deck.value))
}

/** The documents of a YAML text, each on its own lines of the file. */
function documents(text: string): string[] {
  const found: string[] = []
  let lines: string[] = []
  let above = 0
  const close = (): void => {
    if (lines.some((line) => line.trim() !== '' && !line.startsWith('#'))) {
      found.push('\n'.repeat(above) + lines.join('\n'))
    }
    above += lines.length + 1
    lines = []
  }
  for (const line of text.split('\n')) {
    if (/^---\s*$/.test(line)) close()
    else lines.push(line)
  }
  close()
  return found
}

function withBank(blueprint: Blueprint, deck: ImportedDeck): ImportedDeck {
  const strangers = deck.notes.filter((note) => !belongs(blueprint, note))
  return {
    ...deck,
    format: 'blueprint',
    blueprint,
    notes: deck.notes.filter((note) => belongs(blueprint, note)),
    bad: deck.bad + strangers.length,
    issues: [...deck.issues, ...strangers.map((note) => stranger(blueprint, note))],
  }
}

function belongs(blueprint: Blueprint, { objective }: ImportedNote): boolean {
  return objective === null || objectivePlaces(blueprint).has(objective)
}

function stranger(blueprint: Blueprint, { objective, where }: ImportedNote): Issue {
  return {
    severity: 'error',
    code: 'unknown-objective',
    message: `The objective ${objective} is not one of this exam.`,
    where: { ...where, field: 'objective' },
    expected: `an objective of ${blueprint.code}`,
    found: objective ?? '',
  }
}

function emptyDeck(file: string): ImportedDeck {
  return {
    file,
    format: 'blueprint',
    head: null,
    notes: [],
    bad: 0,
    onMatch: 'update',
    missingMedia: [],
    issues: [],
  }
}

function tooMany(file: string, third: string): Issue {
  const line = third.length - third.trimStart().length
  return {
    severity: 'error',
    code: 'too-many-documents',
    message: 'This file holds more than the rules of an exam and one deck.',
    where: { file, line: third.slice(0, line).split('\n').length },
    expected: 'at most two parts, with a line --- between them',
    found: 'a third part',
  }
}
