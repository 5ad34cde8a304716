import type { Issue } from '../../../../electron/contract/errors.ts'
import type { ImportPreview, ImportReport } from '../../../../electron/contract/procedures/collection.ts'
import { amount, count } from '../../format/words.ts'
import type { Dropped } from './dropped.ts'
import { packageFigures } from './package-words.ts'

const FORMATS: Readonly<Record<string, string>> = {
  'deck-yaml': 'Epoch deck, YAML',
  'deck-json': 'Epoch deck, JSON',
  blueprint: 'rules of an exam',
  'anki-text': 'Anki text export',
  'anki-package': 'Anki package',
  csv: 'table, CSV',
  tsv: 'table, TSV',
  markdown: 'notes, Markdown',
  'supermemo-text': 'SuperMemo, text',
  'supermemo-xml': 'SuperMemo, XML',
  'mnemosyne-mem': 'Mnemosyne collection',
  'mnemosyne-xml': 'Mnemosyne, XML',
  'mnemosyne-cards': 'Mnemosyne cards',
  gift: 'questions, GIFT',
  aiken: 'questions, Aiken',
  'moodle-xml': 'questions, Moodle XML',
  'qti-1.2': 'questions, QTI 1.2',
  'qti-2': 'questions, QTI 2',
  'qti-3': 'questions, QTI 3',
  'question-csv': 'questions, table',
  'brightspace-csv': 'questions, Brightspace table',
}

/** The format of a file in words. */
export function formatWords(format: string): string {
  return FORMATS[format] ?? format
}

/** How many notes a file has, those with errors included. */
export function notesIn(report: ImportReport): number {
  const { added, updated, unchanged, skipped, conflicting } = report.notes
  return added + updated + unchanged + skipped + conflicting
}

/** How many notes an import writes. */
export function notesToWrite(report: ImportReport): number {
  const { added, updated, conflicting } = report.notes
  return added + updated + conflicting
}

export interface Figure {
  readonly value: string
  readonly words: string
}

const plural = (value: number, one: string, many = `${one}s`) => (value === 1 ? one : many)
const figure = (value: number, one: string, many?: string): Figure => ({
  value: count(value),
  words: plural(value, one, many),
})

/** The counts at the head of a preview; those that are 0 are left out, except the notes. */
export function figures({ report, cards, kinds, package: contents }: ImportPreview): Figure[] {
  if (contents) return packageFigures(contents)
  return [
    figure(notesIn(report), nounOf(report)),
    figure(report.format === 'blueprint' ? 1 : 0, 'exam'),
    figure(cards, 'card'),
    figure(report.decks.length, 'deck'),
    figure(kinds.length, 'kind of note', 'kinds of notes'),
    figure(report.media.missing, 'picture or sound missing', 'pictures and sounds missing'),
  ].filter(({ value }, at) => at === 0 || value !== '0')
}

export interface PlanRow {
  readonly count: number
  readonly words: string
  readonly aside: string
  /** It needs the person's attention. */
  readonly strong: boolean
}

type RowKind = keyof ImportReport['notes']
const ORDER = ['added', 'updated', 'unchanged', 'conflicting', 'skipped'] as const satisfies readonly RowKind[]

function rowsOf(
  report: ImportReport,
  words: (kind: RowKind, value: number) => string,
  strong: readonly RowKind[],
): PlanRow[] {
  return ORDER.filter((kind) => report.notes[kind] > 0).map((kind) => ({
    count: report.notes[kind],
    words: words(kind, report.notes[kind]),
    aside: kind === 'added' ? amount(report.cards.added, 'card') : '',
    strong: strong.includes(kind),
  }))
}

const PACKAGE = 'anki-package'

/** Notes of a package that come in beside others, or not at all; the list of issues says why, note by note. */
function packageWords(kind: RowKind, note: string, be: string): string {
  if (kind === 'conflicting') return `${note} of another type than yours; both ${be} kept`
  return `${note} ${be} left out, for reasons listed here`
}

/** What an import would do, row by row. `leaveOut` is the person's choice for notes with errors. */
export function planRows(report: ImportReport, leaveOut: boolean): PlanRow[] {
  const say = (kind: RowKind, value: number): string => {
    const [note, is] = [plural(value, nounOf(report)), plural(value, 'is', 'are')]
    if (kind === 'added') return `${note} ${is} new and will be added`
    if (kind === 'updated') return `${note} ${is} newer than yours; your card history stays`
    if (kind === 'unchanged') return `${note} ${is} the same and will be left alone`
    if (report.format === PACKAGE) return packageWords(kind, note, 'will be')
    if (kind === 'conflicting')
      return `${note} you have changed: yours ${plural(value, 'stays', 'stay')}, the newer text waits under Decks`
    const has = value === 1 ? 'has an error' : 'have errors'
    return leaveOut
      ? `${note} ${has} and will be left out`
      : `${note} ${has} and ${plural(value, 'needs', 'need')} a look`
  }
  return rowsOf(report, say, leaveOut ? [] : ['skipped'])
}

/** What an import did, row by row. */
export function doneRows(report: ImportReport): PlanRow[] {
  const say = (kind: RowKind, value: number): string => {
    const [note, was] = [plural(value, nounOf(report)), plural(value, 'was', 'were')]
    if (kind === 'added') return `${note} added`
    if (kind === 'updated') return `${note} brought up to date; your card history stayed`
    if (kind === 'unchanged') return `${note} ${was} the same and left alone`
    if (report.format === PACKAGE) return packageWords(kind, note, was)
    if (kind === 'conflicting') return `${note} you have changed: yours stayed, the newer text waits under Decks`
    return `${note} with ${value === 1 ? 'an error' : 'errors'} ${was} left out`
  }
  return rowsOf(report, say, [])
}

/** The headline of a finished import. */
export function doneTitle(report: ImportReport): string {
  const { added, updated } = report.notes
  const noun = nounOf(report)
  if (added > 0) return `${amount(added, noun)} added`
  if (updated > 0) return `${amount(updated, noun)} brought up to date`
  return 'Nothing new in it'
}

/** The head of what a question bank loses: how many questions stay out, and how many come in without something. */
export function bankTitle({ format, issues, notes }: ImportReport): string | null {
  const lost = issues.filter(({ code }) => code === 'not-carried').length
  if (lost === 0 || !isBank(format)) return null
  const without = `${amount(lost, 'question')} ${plural(lost, 'comes', 'come')} in without something`
  return notes.skipped === 0
    ? without
    : `${amount(notes.skipped, 'question')} stay${notes.skipped === 1 ? 's' : ''} out, ${without}`
}

/** What the file calls its notes. */
export function nounOf({ format }: ImportReport): string {
  return isBank(format) ? 'question' : 'note'
}

function isBank(format: string): boolean {
  return FORMATS[format]?.startsWith('questions') ?? false
}

/** The head of the list of issues: how many there are, errors first. */
export function issuesTitle(issues: readonly Issue[]): string {
  const more = issues.find((issue) => issue.code === 'more')
  if (more) return `More than ${count(issues.length - 1)} issues`
  return amount(issues.length, 'issue')
}

/** An issue as it is shown under the name of its file, which is then not repeated. */
export function inFile(issue: Issue, file: string): Issue {
  if (issue.where.file !== file) return issue
  const { file: _, ...where } = issue.where
  return { ...issue, where }
}

/** The words of the choice to leave notes with errors out. */
export function leaveOutWords(report: ImportReport): string {
  const { skipped } = report.notes
  if (skipped === 0) return 'Import without what has errors'
  const noun = nounOf(report)
  return skipped === 1 ? `Leave out the ${noun} with errors` : `Leave out the ${count(skipped)} ${noun}s with errors`
}

/** The deepest deck that holds all of these, or null when they have none in common. Levels are joined by `::`. */
export function commonDeck(paths: readonly string[]): string | null {
  const [first, ...rest] = paths.map((path) => path.split('::'))
  if (!first) return null
  const differs = first.findIndex((level, at) => rest.some((other) => other[at] !== level))
  const shared = differs === -1 ? first : first.slice(0, differs)
  return shared.length > 0 ? shared.join('::') : null
}

/** Why a previewed file cannot be imported as things stand, or null when it can. */
export function hurdle({ report, possible }: ImportPreview, leaveOut: boolean): string | null {
  if (!possible) return 'There is nothing in this file that can be imported.'
  const errors = report.issues.some((issue) => issue.severity === 'error')
  if (errors && !leaveOut)
    return 'A file with errors changes nothing. Mend it and drop it again, or leave out what has errors.'
  const beside = report.cards.added + report.reviews.added + report.media.added
  if (notesToWrite(report) === 0 && beside === 0) return 'All of its notes are here already.'
  return null
}

/** The one step that brings in all that is good and leaves the rest out, in words; null where there is no such step. */
export function goodOnlyWords(preview: ImportPreview, leaveOut: boolean): string | null {
  const { report } = preview
  const good = notesToWrite(report)
  if (leaveOut || good === 0 || hurdle(preview, false) === null || hurdle(preview, true) !== null) return null
  const out = report.notes.skipped === 0 ? 'errors' : count(report.notes.skipped)
  return `Leave out ${out} and import ${amount(good, nounOf(report))}`
}

/** What a screen reader hears when a file has been read. */
export function readWords({ report }: ImportPreview): string {
  const issues = report.issues.length > 0 ? `, ${issuesTitle(report.issues)}` : ''
  return `${report.file} has been read: ${amount(notesIn(report), 'note')}, ${count(report.notes.added)} new${issues}.`
}

/** What is said of a drop with folders in it: that there was nothing to import, or what of it is left. */
export function folderWords({ files, left, folder }: Dropped): string | null {
  if (!folder) return null
  if (files.length === 0) return 'There is no file in this folder that can be imported.'
  if (left === 0) return null
  return `${amount(left, 'other file')} in the folder ${left === 1 ? 'was' : 'were'} left out.`
}
