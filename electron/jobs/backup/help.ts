import { NoteContent } from '../../contract/content/note-content.ts'
import type { NoteTypeDefinition } from '../../contract/content/note-type.ts'
import { ordinalsOf } from '../../core/cards/faces.ts'
import { DEFAULT_SETTINGS } from '../../contract/default-settings.ts'
import { Settings } from '../../contract/procedures/app.ts'
import { DEFAULT_PRESET_OPTIONS, PresetOptions } from '../../contract/procedures/presets.ts'
import { readFields } from '../../contract/read-fields.ts'
import { createScheduler, type Scheduler } from '../../core/scheduling/fsrs.ts'
import { inGivenOrder, replayLog } from '../../core/scheduling/replay.ts'
import { studyDay } from '../../core/scheduling/study-day.ts'
import { DEFAULT_WEIGHTS } from '../../core/scheduling/weights.ts'
import type { Collection } from '../../store/collection.ts'
import type { RepairHelp } from '../../store/repair-report.ts'
import { scheduleOf } from '../../store/schedule.ts'
import type { ReviewRow } from '../../store/rows.ts'

/** When and where a repair is done. */
export interface RepairMoment {
  /** Epoch milliseconds. */
  readonly at: number
  /** The IANA zone in which study days are counted. */
  readonly zone: string
}

/**
 * What the repair of rows asks of the domain: which cards a note has, and what a card's reviews make of it.
 * Days are counted as by reviewing: in the person's zone, from the rollover hour of the collection.
 */
export function repairHelp(db: Collection['db'], { at, zone }: RepairMoment, newGuid: () => string): RepairHelp {
  const type = db.prepare<[string], { name: string; definition: string }>(
    'SELECT name, definition FROM note_type WHERE guid = ?',
  )
  const noteType = (guid: string) => {
    const row = type.get(guid)
    return row && { name: row.name, definition: JSON.parse(row.definition) as NoteTypeDefinition }
  }
  const log = db.prepare<[number], ReviewRow>('SELECT * FROM review WHERE card_id = ? AND undone_at IS NULL')
  return {
    at,
    newGuid,
    ordinalsOf: (content) => {
      const parsed = NoteContent.safeParse(JSON.parse(content))
      return parsed.success ? ordinalsOf(parsed.data, noteType) : []
    },
    replay: (cardId) => {
      const rows = inGivenOrder(log.all(cardId)).map((row) => ({
        reviewedAt: row.reviewed_at,
        rating: row.rating,
        kind: row.kind,
        scheduledDays: row.scheduled_days,
        due: row.due,
        response: row.response,
      }))
      return rows.length === 0 ? null : scheduleOf(replayLog(rows, schedulerOf(db, cardId, zone)))
    },
  }
}

/** The scheduler of a card's preset; an option that cannot be read has its default. */
function schedulerOf(db: Collection['db'], cardId: number, zone: string): Scheduler {
  const text = db
    .prepare<[number], string>(
      'SELECT p.options FROM card AS c JOIN deck AS d ON d.id = c.deck_id JOIN preset AS p ON p.id = d.preset_id WHERE c.id = ?',
    )
    .pluck()
    .get(cardId)
  const options = readFields(PresetOptions, DEFAULT_PRESET_OPTIONS, text ?? '{}')
  const hour = rolloverHour(db)
  return createScheduler({ ...options, weights: options.weights ?? DEFAULT_WEIGHTS }, (instant) =>
    studyDay(instant, zone, hour),
  )
}

function rolloverHour(db: Collection['db']): number {
  const text = db.prepare<[], string>("SELECT value FROM setting WHERE key = 'app.rolloverHour'").pluck().get()
  const hour = Settings.shape.rolloverHour.safeParse(text === undefined ? undefined : JSON.parse(text))
  return hour.success ? hour.data : DEFAULT_SETTINGS.rolloverHour
}
