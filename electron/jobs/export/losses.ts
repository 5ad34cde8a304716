import type { Issue } from '../../contract/errors.ts'
import { EXAM_KINDS } from '../../contract/content/note-content.ts'
import type { ExportCounts, ExportFormat } from '../../contract/procedures/exports.ts'
import type { ExportOrder } from './order.ts'

/** What losses are worked out from. */
export interface ExportFacts {
  /** How many notes there are of each kind. */
  readonly kinds: ReadonlyMap<string, number>
  /** Notes whose note type is gone. */
  readonly typeless: number
  /** Options that Anki's presets have no place for, in words, by the name of the preset. */
  readonly presets: ReadonlyMap<string, readonly string[]>
  readonly counts: ExportCounts
}

/** All that an export leaves behind, before it is written. Question formats tell theirs question by question instead. */
export function lossesOf(order: ExportOrder, facts: ExportFacts): Issue[] {
  if (order.format.startsWith('apkg') || order.format.startsWith('colpkg')) return packageLosses(order, facts)
  return [...textLosses(order.format, facts), ...withoutHistory(facts)]
}

function packageLosses(order: ExportOrder, facts: ExportFacts): Issue[] {
  const { reviews } = facts.counts
  const typeless = facts.typeless
  return [
    ...some(typeless, 'error', 'note-type-gone', (n) => `${notes(n)} stay out, since their note type is gone.`),
    ...some(computed(facts), 'warning', 'one-example', (n) => {
      return `${n === 1 ? 'A computed note shows' : `${n} computed notes show`} one drawn example in Anki. Epoch brings ${n === 1 ? 'it' : 'them'} back whole.`
    }),
    ...some(questions(facts), 'warning', 'plain-card', (n) => {
      return `${n === 1 ? 'An exam question is a card' : `${n} exam questions are cards`} with the options and the key in Anki. Epoch brings ${n === 1 ? 'it' : 'them'} back whole.`
    }),
    ...(order.scheduling
      ? []
      : some(reviews, 'warning', 'without-scheduling', (n) => `${n} reviews stay here, and all cards go out as new.`)),
    ...(order.scheduling ? lostOptions(facts) : []),
    ...(order.media ? [] : [warning('without-media', 'Images and sounds stay here. Cards that name them show a gap.')]),
    warning('without-exams', 'Mock exams that you sat are not part of a package. A backup keeps them.'),
  ]
}

function lostOptions({ presets }: ExportFacts): Issue[] {
  return [...presets].map(([name, lost]) =>
    warning('preset-options', `The preset “${name}” goes out without: ${lost.join('; ')}.`),
  )
}

function textLosses(format: ExportFormat, facts: ExportFacts): Issue[] {
  const template = facts.kinds.get('template') ?? 0
  const diagrams = facts.kinds.get('diagram') ?? 0
  if (format === 'deck-yaml' || format === 'deck-json') {
    return some(template, 'error', 'imported-type', (n) => {
      return `${notes(n)} with note types from Anki stay out, since a deck file has no templates. An Anki package carries them.`
    })
  }
  if (format === 'csv') {
    return [
      ...some(computed(facts) + questions(facts) + diagrams, 'error', 'no-place', (n) => {
        return `${notes(n)} stay out: a table has no place for exam questions, computed notes and diagrams.`
      }),
      ...some(
        template,
        'warning',
        'templates',
        (n) => `${notes(n)} go out without their templates: the first field is the front.`,
      ),
      warning('plain', 'References, objectives and the dates of facts stay here.'),
    ]
  }
  return [
    ...some(diagrams, 'error', 'no-place', (n) => `${notes(n)} stay out: a text has no place for diagrams.`),
    ...some(computed(facts), 'warning', 'one-example', (n) => `${notes(n)} go out as one drawn example each.`),
    ...some(questions(facts), 'warning', 'plain-card', (n) => `${n} exam questions go out as question and answer.`),
    ...some(template, 'warning', 'templates', (n) => `${notes(n)} name their note types, whose templates stay here.`),
    warning('plain', 'References, objectives and the dates of facts stay here.'),
  ]
}

function withoutHistory({ counts }: ExportFacts): Issue[] {
  return [
    ...some(counts.reviews, 'warning', 'without-scheduling', (n) => `${n} reviews and all due dates stay here.`),
    ...some(counts.media, 'warning', 'without-media', (n) => `${n} images and sounds stay here.`),
  ]
}

function computed({ kinds }: ExportFacts): number {
  return kinds.get('computed') ?? 0
}

function questions({ kinds }: ExportFacts): number {
  return EXAM_KINDS.reduce((sum, kind) => sum + (kinds.get(kind) ?? 0), 0)
}

function notes(count: number): string {
  return count === 1 ? '1 note' : `${count} notes`
}

function warning(code: string, message: string): Issue {
  return { severity: 'warning', code, message, where: {} }
}

function some(count: number, severity: Issue['severity'], code: string, words: (count: number) => string): Issue[] {
  return count === 0 ? [] : [{ severity, code, message: words(count), where: {} }]
}
