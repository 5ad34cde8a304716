import { EXAM_KINDS, isExamKind, NOTE_KINDS, type NoteKind } from '../../contract/content/note-content.ts'
import { wholeExams, type Bank } from './bank.ts'

/** How well the decks of one exam cover its objectives and facts. */
export interface Coverage {
  readonly blueprint: string
  readonly objectives: readonly ObjectiveCoverage[]
  readonly facts: { readonly total: number; readonly missing: readonly string[] }
}

export interface ObjectiveCoverage {
  readonly objective: string
  readonly label: string
  /** Notes that are no exam questions. */
  readonly notes: number
  readonly questions: number
  readonly kinds: Readonly<Partial<Record<NoteKind, number>>>
}

/** Counts notes and questions by objective, and facts that some note teaches. */
export function coverageOf(bank: Bank): Coverage[] {
  return wholeExams(bank).map(({ blueprint, catalogue, notes }) => {
    const byObjective = Map.groupBy(notes, (note) => note.objective)
    const labelled = blueprint.domains.flatMap((domain) => domain.tasks.flatMap((task) => task.objectives))
    const covered = new Set(notes.flatMap((note) => note.covers))
    return {
      blueprint: blueprint.id,
      objectives: labelled.map(({ id, label }) => {
        const kinds: Partial<Record<NoteKind, number>> = {}
        for (const { content } of byObjective.get(id) ?? []) kinds[content.kind] = (kinds[content.kind] ?? 0) + 1
        const count = (wanted: readonly NoteKind[]) => wanted.reduce((sum, kind) => sum + (kinds[kind] ?? 0), 0)
        const questions = count(EXAM_KINDS)
        const others = NOTE_KINDS.filter((kind) => !isExamKind(kind))
        return { objective: id, label, notes: count(others), questions, kinds }
      }),
      facts: {
        total: catalogue.facts.length,
        missing: catalogue.facts.map((fact) => fact.id).filter((id) => !covered.has(id)),
      },
    }
  })
}

const COLUMNS: readonly (readonly [NoteKind, string])[] = [
  ['basic', 'basic'],
  ['basic-reversed', 'reversed'],
  ['cloze', 'cloze'],
  ['typed', 'typed'],
  ['computed', 'computed'],
  ['diagram', 'diagram'],
  ['multiple-choice', 'choice'],
  ['multiple-response', 'response'],
  ['ordering', 'ordering'],
  ['matching', 'matching'],
]

/** The coverage as a table for a terminal. */
export function printCoverage(coverage: Coverage): string {
  const head = ['objective', 'notes', 'questions', ...COLUMNS.map(([, name]) => name)]
  const rows = coverage.objectives.map((row) => [
    row.objective,
    String(row.notes),
    String(row.questions),
    ...COLUMNS.map(([kind]) => String(row.kinds[kind] ?? 0)),
  ])
  const sums = head.map((_, at) => (at === 0 ? 'all' : String(rows.reduce((sum, row) => sum + Number(row[at]), 0))))
  const table = [head, ...rows, sums]
  const widths = head.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)))
  const lines = table.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd : cell.padStart).call(cell, widths[at] ?? 0)).join('  '),
  )
  const { total, missing } = coverage.facts
  const facts = `facts covered: ${total - missing.length} of ${total}${missing.length > 0 ? `, missing ${missing.join(', ')}` : ''}`
  return [coverage.blueprint, ...lines, facts].join('\n')
}
