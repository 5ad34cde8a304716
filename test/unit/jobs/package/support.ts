import type { PackageChoice } from '../../../../electron/jobs/package/choice.ts'
import { importFileNow } from '../../../../electron/services/import-now.ts'
import { makeAnkiPackage, type PackageParts } from '../../../fixtures/anki-package.ts'
import { makeApp, type TestApp, type TestAppOptions } from '../../../support/app.ts'

export const DAY = 86_400_000
export const NOW = Date.UTC(2026, 10, 20, 12)
/** Study day of `NOW`, and the number that it has in a collection begun on 2026-11-01. */
export const TODAY = Math.floor(NOW / DAY)
export const ELAPSED = 19

export type Report = Awaited<ReturnType<typeof importFileNow>>

/** An app with an empty collection at noon of 2026-11-20, UTC. */
export function anApp(options: TestAppOptions = {}): Promise<TestApp> {
  return makeApp({ now: NOW, ...options })
}

/** Brings a generated package in; its report, also when it was refused. */
export function bring(
  test: TestApp,
  parts: PackageParts,
  choice: Partial<PackageChoice> = {},
  name = 'deck.apkg',
): Promise<Report> {
  return bringBytes(test, makeAnkiPackage(parts), choice, name)
}

export function bringBytes(
  test: TestApp,
  bytes: Uint8Array,
  choice: Partial<PackageChoice> = {},
  name = 'deck.apkg',
): Promise<Report> {
  return importFileNow(test.app.context, { name, bytes }, false, { scheduling: true, update: 'newer', ...choice })
}

type Row = Record<string, string | number | null>

/** Rows of the collection as they are in the table. */
export function rows(test: TestApp, sql: string, ...params: (string | number)[]): Row[] {
  return test.app.context.collection.db.prepare<(string | number)[], Row>(sql).all(...params)
}

/** The one row that a query gives. */
export function row(test: TestApp, sql: string, ...params: (string | number)[]): Row {
  const [only, ...more] = rows(test, sql, ...params)
  if (!only || more.length > 0) throw new Error(`${more.length + 1} rows: ${sql}`)
  return only
}

/** What the integrity check finds. */
export { checkNow } from '../../../../electron/services/check-now.ts'
