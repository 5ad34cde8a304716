import type { Blueprint } from '../contract/content/catalogue.ts'
import type { RowWriter } from './row-writer.ts'
import type { Statements } from './statements.ts'

/** Reads the exams that the person brought in. */
export class Blueprints {
  readonly #contents
  readonly #known = new Map<string, Blueprint>()

  constructor(sql: Statements) {
    this.#contents = sql.values<[], string>('SELECT content FROM blueprint ORDER BY id')
  }

  /** All of them by id; each is the same object as long as it says the same. */
  list(): readonly Blueprint[] {
    return this.#contents().map((content) => this.#read(content))
  }

  #read(content: string): Blueprint {
    const known = this.#known.get(content)
    if (known) return known
    const blueprint = JSON.parse(content) as Blueprint
    this.#known.set(content, blueprint)
    return blueprint
  }
}

/** Keeps exams and takes them out; usable inside a transaction only, and undoable. */
export class BlueprintWrites {
  readonly #rows: RowWriter

  constructor(rows: RowWriter) {
    this.#rows = rows
  }

  /** Keeps an exam; one with the same id is replaced. */
  put(blueprint: Blueprint): void {
    this.#rows.keep('blueprint', blueprint.id, JSON.stringify(blueprint))
  }

  /** Takes an exam out. */
  remove(id: string): void {
    this.#rows.keep('blueprint', id, null)
  }
}
