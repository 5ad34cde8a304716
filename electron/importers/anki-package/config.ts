import type { AnkiDatabase } from './database.ts'
import { numberAt, parseObject, type Json } from './json.ts'
import type { AnkiTiming } from './model.ts'

const SECOND = 1000
const DEFAULT_ROLLOVER = 4
/** Fourteen hours, in minutes: no zone is further from UTC. */
const FARTHEST_ZONE = 14 * 60

/** How the collection counts its days, from its own settings. */
export function readTiming({ db, schema }: AnkiDatabase): AnkiTiming {
  const col = db.prepare<[], { crt: unknown; conf: unknown }>('SELECT crt, conf FROM col').get()
  const conf = schema >= 14 ? configTable(db) : (parseObject(col?.conf) ?? {})
  const offset = numberAt(conf, 'creationOffset', Number.NaN)
  const rollover = Math.trunc(numberAt(conf, 'rollover', DEFAULT_ROLLOVER))
  const created = typeof col?.crt === 'number' ? col.crt : 0
  return {
    createdAt: created * SECOND,
    createdOffset: Math.abs(offset) <= FARTHEST_ZONE ? offset : null,
    rolloverHour: rollover >= 0 && rollover <= 23 ? rollover : DEFAULT_ROLLOVER,
    scheduler: numberAt(conf, 'schedVer', 1) >= 2 ? 2 : 1,
  }
}

const READ_KEYS = ['creationOffset', 'rollover', 'schedVer'] as const

function configTable(db: AnkiDatabase['db']): Json {
  const value = db.prepare<[string], unknown>('SELECT val FROM config WHERE KEY = ?').pluck()
  const entries = READ_KEYS.map((key): [string, unknown] => {
    const found = value.get(key)
    const number = Number(Buffer.isBuffer(found) ? found.toString('utf8') : found)
    return [key, found === undefined ? undefined : number]
  })
  return Object.fromEntries(entries)
}
