import type { Database, RunResult, Statement } from 'better-sqlite3'
import type { Scalar } from './rows.ts'

type Params = readonly Scalar[]

/**
 * Named queries of one connection, each prepared at its first call and kept: opening a collection
 * compiles nothing that the session does not use.
 */
export class Statements {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** A query for one row, or undefined when there is none. */
  one<P extends Params, R>(source: string): (...params: P) => R | undefined {
    const statement = this.#lazy<R>(source)
    return (...params) => statement().get(...params)
  }

  /** A query for rows. */
  all<P extends Params, R>(source: string): (...params: P) => R[] {
    const statement = this.#lazy<R>(source)
    return (...params) => statement().all(...params)
  }

  /** A query for the first column of one row. */
  value<P extends Params, V>(source: string): (...params: P) => V | undefined {
    const statement = this.#lazy<V>(source, (fresh) => fresh.pluck())
    return (...params) => statement().get(...params)
  }

  /** A query for the first column of each row. */
  values<P extends Params, V>(source: string): (...params: P) => V[] {
    const statement = this.#lazy<V>(source, (fresh) => fresh.pluck())
    return (...params) => statement().all(...params)
  }

  /** A query for rows as arrays, in the order of the columns asked for. */
  arrays<P extends Params>(source: string): (...params: P) => Scalar[][] {
    const statement = this.#lazy<Scalar[]>(source, (fresh) => fresh.raw())
    return (...params) => statement().all(...params)
  }

  /** A statement that changes something. */
  run<P extends Params>(source: string): (...params: P) => RunResult {
    const statement = this.#lazy<never>(source)
    return (...params) => statement().run(...params)
  }

  #lazy<R>(source: string, shape?: (fresh: Statement<Scalar[], R>) => unknown): () => Statement<Scalar[], R> {
    let statement: Statement<Scalar[], R> | undefined
    return () => {
      if (statement === undefined) {
        statement = this.#db.prepare<Scalar[], R>(source)
        shape?.(statement)
      }
      return statement
    }
  }
}

/** A list of ids as one parameter, for `IN (SELECT value FROM json_each(?))`. */
export function idList(ids: readonly number[]): string {
  return JSON.stringify(ids)
}
