import { NoteContent } from '../../contract/content/note-content.ts'
import type { NoteTypeDefinition } from '../../contract/content/note-type.ts'
import { ordinalsOf } from '../../core/cards/faces.ts'
import { createScheduler, DEFAULT_SCHEDULING, type Scheduler } from '../../core/scheduling/fsrs.ts'
import { inGivenOrder, replayLog } from '../../core/scheduling/replay.ts'
import type { Collection } from '../../store/collection.ts'
import type { RepairHelp } from '../../store/repair-report.ts'
import { scheduleOf } from '../../store/schedule.ts'
import type { ReviewRow } from '../../store/rows.ts'

const DAY_MS = 86_400_000

/**
 * What the repair of rows asks of the domain: which cards a note has, and what a card's reviews make of it.
 * @param at epoch milliseconds
 */
export function repairHelp(db: Collection['db'], at: number, newGuid: () => string): RepairHelp {
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
      return rows.length === 0 ? null : scheduleOf(replayLog(rows, schedulerOf(db, cardId)))
    },
  }
}

/** The scheduler of a card's preset; the usual one when its weights cannot be used. */
function schedulerOf(db: Collection['db'], cardId: number): Scheduler {
  const options = db
    .prepare<[number], string>(
      'SELECT p.options FROM card AS c JOIN deck AS d ON d.id = c.deck_id JOIN preset AS p ON p.id = d.preset_id WHERE c.id = ?',
    )
    .pluck()
    .get(cardId)
  const { weights } = JSON.parse(options ?? '{}') as { weights?: unknown }
  const usable = Array.isArray(weights) && weights.length > 0 && weights.every((one) => typeof one === 'number')
  const scheduling = usable ? { ...DEFAULT_SCHEDULING, weights: weights as number[] } : DEFAULT_SCHEDULING
  return createScheduler(scheduling, (instant) => Math.floor(instant / DAY_MS))
}
