import type Database from 'better-sqlite3'
import { ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import { Answers } from './answers.ts'
import { AttemptFacts } from './attempt-facts.ts'
import { AttemptWrites } from './attempt-writes.ts'
import { Attempts } from './attempts.ts'
import { Blueprints, BlueprintWrites } from './blueprints.ts'
import { Browse } from './browse.ts'
import { BulkWrites } from './bulk.ts'
import { BulkReads } from './bulk-reads.ts'
import { CardWrites } from './card-writes.ts'
import { Cards } from './cards.ts'
import { DayCounts } from './day-counts.ts'
import { DeckWrites } from './deck-writes.ts'
import { Decks } from './decks.ts'
import { Drafts, DraftWrites } from './drafts.ts'
import { History } from './history.ts'
import { MediaNames, MediaWrites } from './media.ts'
import { schemaVersion } from './migrate.ts'
import { NoteTypes, NoteTypeWrites } from './note-types.ts'
import { NoteWrites } from './note-writes.ts'
import { Notes } from './notes.ts'
import { Objectives } from './objectives.ts'
import { Presets, PresetWrites } from './presets.ts'
import type { StoreProblem } from './problems.ts'
import { QuestionBank } from './question-bank.ts'
import { Reviews, ReviewWrites } from './reviews.ts'
import { RowWriter } from './row-writer.ts'
import { SavedSearches, SavedSearchWrites } from './saved-searches.ts'
import { Search } from './search/search.ts'
import { Settings, SettingWrites } from './settings.ts'
import { Statements } from './statements.ts'
import { StudyAnswers } from './study.ts'
import { Training } from './training.ts'
import { Transactions } from './transact.ts'
import { UndoLog } from './undo-log.ts'

/** What a transaction may change. */
export interface Writes {
  readonly decks: DeckWrites
  readonly notes: NoteWrites
  readonly cards: CardWrites
  readonly reviews: ReviewWrites
  readonly attempts: AttemptWrites
  readonly blueprints: BlueprintWrites
  readonly settings: SettingWrites
  readonly presets: PresetWrites
  readonly savedSearches: SavedSearchWrites
  readonly noteTypes: NoteTypeWrites
  readonly media: MediaWrites
  readonly drafts: DraftWrites
  /** For tens of thousands of rows at once. */
  readonly bulk: BulkWrites
}

/** The row of the collection itself. */
export interface CollectionRow {
  readonly guid: string
  readonly created_at: number
  readonly revision: number
  readonly in_use: number
  /** When the integrity check last found nothing, or null. */
  readonly checked_at: number | null
}

export interface CollectionOptions {
  readonly dataDir: string
  readonly purpose: 'owner' | 'worker'
  /** The last owner did not close the collection: it should be checked. */
  readonly uncleanStop: boolean
  readonly now: () => number
  readonly newGuid: () => string
  /** Called once the connection is closed. */
  readonly afterClose: () => void
}

const CLOSE_PATIENCE_MS = 5000

const queries = (sql: Statements) => ({
  row: sql.one<[], CollectionRow>('SELECT guid, created_at, revision, in_use, checked_at FROM collection'),
  revision: sql.value<[], number>('SELECT revision FROM collection'),
  checked: sql.run<[number]>('UPDATE collection SET checked_at = ?'),
  clean: sql.run<[]>('UPDATE collection SET in_use = 0'),
})

/** An open collection: reads by subject, writes by `transact`, answers and history by their own doors. */
export class Collection {
  readonly dataDir: string
  readonly purpose: 'owner' | 'worker'
  readonly uncleanStop: boolean
  /** For the integrity check, backups and tests; services use the repositories. */
  readonly db: Database.Database
  readonly decks: Decks
  readonly notes: Notes
  readonly cards: Cards
  readonly reviews: Reviews
  readonly dayCounts: DayCounts
  readonly attempts: Attempts
  readonly attemptFacts: AttemptFacts
  readonly objectives: Objectives
  readonly blueprints: Blueprints
  readonly bank: QuestionBank
  readonly settings: Settings
  readonly presets: Presets
  readonly noteTypes: NoteTypes
  readonly media: MediaNames
  readonly drafts: Drafts
  readonly browse: Browse
  readonly bulk: BulkReads
  readonly search: Search
  readonly savedSearches: SavedSearches
  readonly training: Training
  /** What a transaction may change; throws outside of `transact`. */
  readonly write: Writes
  readonly answers: Answers
  readonly study: StudyAnswers
  readonly history: History
  readonly #transactions: Transactions
  readonly #q: ReturnType<typeof queries>
  readonly #afterClose: () => void
  #checkDue: boolean

  constructor(db: Database.Database, options: CollectionOptions) {
    const sql = new Statements(db)
    const rows = new RowWriter(sql)
    const log = new UndoLog(sql)
    this.db = db
    this.dataDir = options.dataDir
    this.purpose = options.purpose
    this.uncleanStop = options.uncleanStop
    this.#checkDue = options.uncleanStop
    this.#afterClose = options.afterClose
    this.#q = queries(sql)
    this.#transactions = new Transactions(db, sql, rows, log, options.now)
    this.decks = new Decks(sql)
    this.notes = new Notes(sql)
    this.cards = new Cards(sql)
    this.reviews = new Reviews(sql)
    this.dayCounts = new DayCounts(sql)
    this.attempts = new Attempts(sql)
    this.attemptFacts = new AttemptFacts(sql)
    this.objectives = new Objectives(sql)
    this.blueprints = new Blueprints(sql)
    this.bank = new QuestionBank(sql)
    this.settings = new Settings(sql)
    this.presets = new Presets(sql)
    this.noteTypes = new NoteTypes(sql)
    this.media = new MediaNames(sql)
    this.drafts = new Drafts(sql)
    this.browse = new Browse(sql)
    this.bulk = new BulkReads(sql)
    this.search = new Search(db, this)
    this.savedSearches = new SavedSearches(sql)
    this.training = new Training(db)
    this.answers = new Answers(sql, log, this.#transactions, rows)
    this.study = new StudyAnswers(sql, log, this.#transactions)
    this.history = new History(sql, log, rows, this.#transactions)
    this.write = {
      decks: new DeckWrites(sql, this.decks, rows, options.newGuid),
      notes: new NoteWrites(sql, rows),
      cards: new CardWrites(sql, rows),
      reviews: new ReviewWrites(sql, rows),
      attempts: new AttemptWrites(sql, this.attempts, rows, options.newGuid),
      blueprints: new BlueprintWrites(rows),
      settings: new SettingWrites(sql, rows),
      presets: new PresetWrites(rows, options.newGuid),
      savedSearches: new SavedSearchWrites(sql, rows, options.newGuid),
      noteTypes: new NoteTypeWrites(rows, this.noteTypes, options.newGuid),
      media: new MediaWrites(sql, rows),
      drafts: new DraftWrites(sql, rows),
      bulk: new BulkWrites(db, rows),
    }
  }

  /**
   * Changes the collection in one transaction: durable when it answers ok, untouched otherwise.
   *
   * @param name the action as a person reads it in the undo menu ('Rename deck'), or null for what is not undoable
   * @param work gives a Result; a failure rolls everything back and is passed on
   * @returns the work's result, or why the store could not: for `busy`, wait and try again without blocking
   */
  transact<T, E>(name: string | null, work: (writes: Writes) => Result<T, E>): Result<T, E | StoreProblem> {
    return this.#transactions.run(name, () => work(this.write))
  }

  /** The collection's own row. */
  about(): CollectionRow {
    const row = this.#q.row()
    if (row === undefined) throw new Error('a collection without its row')
    return row
  }

  /** Raised with every change of the queue's inputs that is not an answer, whichever process made it. */
  revision(): number {
    return this.#q.revision() ?? 0
  }

  /** Version of the schema. */
  schema(): number {
    return schemaVersion(this.db)
  }

  /** Says that the integrity check found nothing wrong. */
  markChecked(at: number): Result<void, StoreProblem> {
    const done = this.#transactions.bare((): Result<void, never> => {
      this.#q.checked(at)
      return ok(undefined)
    })
    if (done.ok) this.#checkDue = false
    return done
  }

  /**
   * Closes the collection. For the owner this is a clean stop, unless a check is still due after an unclean one, or
   * the mark cannot be written: then the next start does the check.
   */
  close(): void {
    if (!this.db.open) return
    if (this.purpose === 'owner' && !this.#checkDue) {
      this.db.pragma(`busy_timeout = ${CLOSE_PATIENCE_MS}`)
      this.#transactions.bare(() => {
        this.#q.clean()
        return ok(undefined)
      })
    }
    this.db.close()
    this.#afterClose()
  }
}
