/** Rows as they are in the tables: instants in epoch milliseconds, days as study-day numbers, booleans as 0 and 1, JSON as text. */

export interface PresetRow {
  id: number
  guid: string
  name: string
  /** JSON of PresetOptions. */
  options: string
  modified_at: number
}

export interface DeckRow {
  id: number
  guid: string
  parent_id: number | null
  name: string
  preset_id: number
  position: number
  source: string | null
  modified_at: number
  /** JSON of DeckOptions: what the deck sets for itself. */
  options: string
  description: string
}

export interface NoteTypeRow {
  id: number
  guid: string
  name: string
  source: string | null
  modified_at: number
  /** JSON of NoteTypeDefinition. */
  definition: string
}

export interface SavedSearchRow {
  id: number
  guid: string
  name: string
  query: string
  position: number
  modified_at: number
}

export interface NoteRow {
  id: number
  guid: string
  kind: string
  summary: string
  tags: string
  objective: string | null
  beyond: string | null
  covers: string
  services: string
  note_references: string
  verified_on: string | null
  source: string | null
  source_hash: string | null
  created_at: number
  modified_at: number
  edited_at: number | null
  content: string
  pending: string | null
}

export interface CardRow {
  id: number
  note_id: number
  ordinal: number
  deck_id: number
  /** 0 new, 1 learning, 2 review, 3 relearning. */
  state: number
  position: number
  due: number
  stability: number | null
  difficulty: number | null
  scheduled_days: number
  step: number
  reps: number
  lapses: number
  last_review: number | null
  flag: number
  suspended: number
  buried_until: number
  held: number
  modified_at: number
  /** 1 when the card rests because another card of its note was asked. */
  buried_by: number
}

export interface ReviewRow {
  id: number
  card_id: number
  reviewed_at: number
  day: number
  /** Again 1 to Easy 4; 0 for a change of the schedule by hand. */
  rating: number
  /** 0 review, 2 cramming, 4 change by hand, 6 in an exam; one more when brought in from elsewhere. */
  kind: number
  duration_ms: number
  state_before: number
  stability_before: number | null
  difficulty_before: number | null
  elapsed_days: number
  scheduled_days: number
  due: number
  seed: number
  response: string | null
  undone_at: number | null
  /** The deck that the card was in when it was answered; 0 when that is not known. */
  deck_id: number
  /** The hour that a clock on the wall showed, 0 to 23. */
  hour: number
  /** Days that the card had been scheduled for before the answer. */
  interval_before: number
}

export interface AttemptRow {
  id: number
  guid: string
  blueprint_id: string
  title: string
  seed: number
  limit_ms: number
  spent_ms: number
  position: number
  started_at: number
  submitted_at: number | null
  timed_out: number
  removed_at: number | null
  modified_at: number
  interruptions: string
  blueprint: string
  mode: 'exam' | 'practice' | 'quiz'
  /** JSON of AttemptOptions. */
  options: string
  scratch: string
  paused: number
}

export interface AttemptItemRow {
  attempt_id: number
  ordinal: number
  note_id: number
  note_guid: string
  domain: string
  objective: string | null
  scored: number
  flagged: number
  struck: string
  seen: number
  spent_ms: number
  changes: number
  answered_at: number | null
  correct: number | null
  modified_at: number
  answer: string | null
  snapshot: string
  guessed: number
  /** JSON: marked stretches of the stem, as [from, to]. */
  highlights: string
  revealed_at: number | null
  /** JSON: answers that were replaced. */
  history: string
}

/** Tables whose rows can be taken back; each has an integer `id` and `modified_at`. */
export interface LoggedRows {
  preset: PresetRow
  deck: DeckRow
  note: NoteRow
  card: CardRow
  attempt: AttemptRow
  note_type: NoteTypeRow
  saved_search: SavedSearchRow
}
export type LoggedTable = keyof LoggedRows

/** A value as SQLite keeps it. */
export type Scalar = string | number | null

/** Columns in the order of the table; a test compares them with the schema. */
export const COLUMNS: { readonly [T in LoggedTable]: readonly (keyof LoggedRows[T] & string)[] } = {
  preset: ['id', 'guid', 'name', 'options', 'modified_at'],
  // prettier-ignore
  deck: ['id', 'guid', 'parent_id', 'name', 'preset_id', 'position', 'source', 'modified_at', 'options',
    'description'],
  // prettier-ignore
  note: ['id', 'guid', 'kind', 'summary', 'tags', 'objective', 'beyond', 'covers', 'services', 'note_references',
    'verified_on', 'source', 'source_hash', 'created_at', 'modified_at', 'edited_at', 'content', 'pending'],
  // prettier-ignore
  card: ['id', 'note_id', 'ordinal', 'deck_id', 'state', 'position', 'due', 'stability', 'difficulty', 'scheduled_days',
    'step', 'reps', 'lapses', 'last_review', 'flag', 'suspended', 'buried_until', 'held', 'modified_at',
    'buried_by'],
  // prettier-ignore
  attempt: ['id', 'guid', 'blueprint_id', 'title', 'seed', 'limit_ms', 'spent_ms', 'position', 'started_at',
    'submitted_at', 'timed_out', 'removed_at', 'modified_at', 'interruptions', 'blueprint', 'mode', 'options',
    'scratch', 'paused'],
  note_type: ['id', 'guid', 'name', 'source', 'modified_at', 'definition'],
  saved_search: ['id', 'guid', 'name', 'query', 'position', 'modified_at'],
}
