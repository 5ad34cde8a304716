import type { ExamKind } from '../contract/content/note-content.ts'
import { idList } from './statements.ts'
import type { Statements } from './statements.ts'

/** What choosing questions needs to know of one, without its text. */
export interface QuestionRow {
  id: number
  guid: string
  kind: ExamKind
  objective: string | null
  /** JSON: ids of services. */
  services: string
  difficulty: number | null
  deck_id: number
  /** How often it was answered in the reviews. */
  reps: number
}

const queries = (sql: Statements) => ({
  ids: sql.values<[], number>(`
    SELECT id FROM note INDEXED BY note_question
    WHERE kind IN ('multiple-choice', 'multiple-response', 'ordering', 'matching')`),
  some: sql.all<[string], QuestionRow>(`
    SELECT note.id, note.guid, note.kind, note.objective, note.services,
      json_extract(note.content, '$.difficulty') AS difficulty, card.deck_id, card.reps
    FROM json_each(?) AS wanted
    CROSS JOIN note ON note.id = wanted.value
    CROSS JOIN card ON card.note_id = note.id AND card.ordinal = 0`),
})

/** Reads the exam questions in portions, so that a large bank holds nobody up. */
export class QuestionBank {
  readonly #q: ReturnType<typeof queries>

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** Ids of the notes of all exam questions. */
  ids(): number[] {
    return this.#q.ids()
  }

  /** Some of them; one that is gone is left out. */
  some(ids: readonly number[]): QuestionRow[] {
    return this.#q.some(idList(ids))
  }
}
