import type { Database } from 'better-sqlite3'
import type { BrowseMode } from '../../contract/procedures/browse.ts'
import type { SearchNode } from '../../core/search/ast.ts'
import type { SearchProblem } from '../../core/search/problems.ts'
import { hashSeed } from '../../core/random.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Decks } from '../decks.ts'
import type { NoteTypes } from '../note-types.ts'
import type { Presets } from '../presets.ts'
import type { Scalar } from '../rows.ts'
import { compileSearch } from './compile.ts'
import { dayOf, DEFAULT_DECAY, type SearchEnv, type SearchSetting } from './env.ts'
import { cardRowsSql, noteRowsSql, type ListRow } from './list-rows.ts'
import { asksNoteAlone, beyond, countSql, fewSql, firstSql, idsSql, wayOf, type Order } from './order.ts'
import { askableOn, studySql, type StudyPick } from './study-order.ts'
import { inDecks } from './in-decks.ts'
import { allOf, ALWAYS, sql, type Sql } from './sql.ts'
import { folded } from './text.ts'
import { Vocabulary } from './vocabulary.ts'

interface Sources {
  readonly decks: Decks
  readonly presets: Presets
  readonly noteTypes: NoteTypes
}

/** What is searched: a tree (null finds everything), in a deck with its subdecks or in all. */
export interface Scope {
  readonly node: SearchNode | null
  readonly deckIds: readonly number[] | null
}

/** Statements of searches are many and seldom the same; so many are kept. */
const KEPT_STATEMENTS = 64
/** Decay of FSRS-4.5 and FSRS-5, whose 17 and 19 weights have none. */
const FIXED_DECAY = 0.5

/** Finds cards and notes by what a search asks for. */
export class Search {
  readonly #db: Database
  readonly #sources: Sources
  readonly #vocabulary: Vocabulary
  readonly #statements = new Map<string, (...params: Scalar[]) => unknown[]>()
  #ready = false

  constructor(db: Database, sources: Sources) {
    this.#db = db
    this.#sources = sources
    this.#vocabulary = new Vocabulary(db)
  }

  /** What a search is read against, as the collection is now. */
  env(setting: SearchSetting, found: SearchEnv['found'] = null): SearchEnv {
    const { decks, presets, noteTypes } = this.#sources
    const nodes = decks.tree()
    const last = this.#run(sql`
      SELECT card.deck_id FROM review JOIN card ON card.id = review.card_id ORDER BY review.id DESC LIMIT 1`)
    return {
      ...setting,
      today: dayOf(setting),
      decks: nodes,
      deckCards: new Map(decks.totals().map((total) => [total.deck_id, total.cards])),
      currentDeck: (last[0] as number | undefined) ?? null,
      presets: presets.all().map((preset) => ({
        name: preset.name,
        decay: decayOf(preset.options),
        deckIds: nodes.filter((deck) => deck.presetId === preset.id).map((deck) => deck.id),
      })),
      noteTypes: noteTypes.all(),
      vocabulary: () => this.#vocabulary.words(),
      found,
    }
  }

  /** The condition that a search comes to, on card AS c and note AS n; or what is wrong with it. */
  condition({ node, deckIds }: Scope, env: SearchEnv): Result<Sql, SearchProblem> {
    const decks = deckIds === null ? [] : [inDecks(deckIds, env)]
    if (node === null) return ok(decks[0] ?? ALWAYS)
    const compiled = compileSearch(node, env)
    return compiled.ok ? ok(allOf([...decks, compiled.value])) : compiled
  }

  /** How many cards or notes there are under a condition. */
  count(where: Sql, mode: BrowseMode, env: SearchEnv): number {
    if (where === ALWAYS) return this.total(mode)
    return this.#run(countSql(where, mode, env))[0] as number
  }

  /** All cards, or all notes. */
  total(mode: BrowseMode): number {
    const all = mode === 'cards' ? sql`SELECT ifnull(sum(cards), 0) FROM deck_total` : sql`SELECT count(*) FROM note`
    return this.#run(all)[0] as number
  }

  /** The first ids in order, and how many there are in all. */
  first(where: Sql, mode: BrowseMode, order: Order, limit: number, env: SearchEnv): { ids: number[]; total: number } {
    if (where === ALWAYS)
      return { ids: this.ids(where, mode, order, env, { offset: 0, limit }), total: this.total(mode) }
    const notesFirst = asksNoteAlone(where) && this.#run(fewSql(where))[0] === 1
    const way = notesFirst ? 'kept' : wayOf(where, order)
    if (way === 'kept') {
      const found = this.#run(firstSql(where, mode, order, limit, env, notesFirst))[0]
      return JSON.parse(String(found)) as { ids: number[]; total: number }
    }
    const ids = this.ids(where, mode, order, env, { offset: 0, limit })
    const last = ids.at(-1)
    if (last === undefined || ids.length < limit) return { ids, total: ids.length }
    if (way === 'twice') return { ids, total: this.count(where, mode, env) }
    return { ids, total: ids.length + this.count(beyond(where, mode, order, last), mode, env) }
  }

  /** Ids in order: a stretch of them, or all. */
  ids(
    where: Sql,
    mode: BrowseMode,
    order: Order,
    env: SearchEnv,
    stretch?: { offset: number; limit: number },
  ): number[] {
    const all = idsSql(where, mode, order, env)
    const statement = stretch === undefined ? all : sql`${all} LIMIT ${stretch.limit} OFFSET ${stretch.offset}`
    return this.#run(statement) as number[]
  }

  /** What a list shows of cards or notes, in the order of the ids; unknown ids are left out. */
  rows(ids: readonly number[], mode: BrowseMode, env: SearchEnv): ListRow[] {
    this.prepare()
    const { text, params } = mode === 'cards' ? cardRowsSql(ids, env) : noteRowsSql(ids, env)
    const rows = this.#db.prepare<Scalar[], ListRow>(text).all(...params)
    const byId = new Map(rows.map((row) => [mode === 'cards' ? row.id : row.note_id, row]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  }

  /** Every note, by id. */
  allNoteIds(): number[] {
    return this.#run(sql`SELECT id FROM note ORDER BY id`) as number[]
  }

  /** Tags with how many notes have each, by name; reads every note. */
  tagCounts(): { tag: string; notes: number }[] {
    return this.#db
      .prepare<[], { tag: string; notes: number }>(
        `SELECT tag.value AS tag, count(*) AS notes FROM note, json_each(note.tags) AS tag WHERE note.tags <> '[]'
         GROUP BY tag.value ORDER BY tag.value COLLATE NOCASE`,
      )
      .all()
  }

  /** Kinds with how many notes there are of each; reads every note. */
  kindCounts(): { kind: string; notes: number }[] {
    return this.#db
      .prepare<[], { kind: string; notes: number }>('SELECT kind, count(*) AS notes FROM note GROUP BY kind')
      .all()
  }

  /** Cards under a condition that a session may ask today, in its order. */
  studyIds(where: Sql, pick: StudyPick, env: SearchEnv): number[] {
    return this.#run(studySql(where, pick, env)) as number[]
  }

  /** How many cards under a condition a session may ask today. */
  studyCount(where: Sql, env: SearchEnv): number {
    return this.count(sql`${where} AND ${askableOn(env.today)}`, 'cards', env)
  }

  /** Notes of which cards are under a condition, by id. */
  noteIds(where: Sql, env: SearchEnv): number[] {
    return this.ids(where, 'notes', { sort: 'created', descending: false }, env)
  }

  /**
   * Changes whenever anything in the collection does, by this connection or by another; costs nothing to ask.
   */
  stamp(): string {
    const own = this.#run(sql`SELECT total_changes()`)[0] as number
    return `${own}/${String(this.#db.pragma('data_version', { simple: true }))}`
  }

  #run({ text, params }: Sql): unknown[] {
    this.prepare()
    let statement = this.#statements.get(text)
    if (statement === undefined) {
      const prepared = this.#db.prepare<Scalar[], unknown>(text).pluck()
      statement = (...given) => prepared.all(...given)
      const [oldest] = this.#statements.keys()
      if (this.#statements.size >= KEPT_STATEMENTS && oldest !== undefined) this.#statements.delete(oldest)
      this.#statements.set(text, statement)
    }
    return statement(...params)
  }

  /** Makes what conditions of searches use on this connection; done by itself before each search made here. */
  prepare(): void {
    if (this.#ready) return
    this.#vocabulary.prepare()
    this.#db.function('search_folded', { deterministic: true }, (value: unknown) =>
      typeof value === 'string' ? folded(value) : '',
    )
    this.#db.function('search_chance', { deterministic: true }, (id: unknown, seed: unknown) =>
      hashSeed(Number(seed), Number(id)),
    )
    this.#ready = true
  }
}

/** FSRS-6's decay is the last of its 21 weights; earlier versions had a fixed one. */
function decayOf({ weights }: { readonly weights: readonly number[] | null }): number {
  if (weights === null) return DEFAULT_DECAY
  return weights[20] ?? FIXED_DECAY
}
