import type { AnswerCalendar, Moment } from '../jobs/cards/acts.ts'
import { today, type Context } from './context.ts'
import { holidaysOf } from './deck-plan.ts'
import { dayRoom } from './plan/day-room.ts'

/**
 * The moment of an act on cards.
 * @param answers the act answers cards, and so has to know the days ahead
 */
export function momentOf(context: Context, answers: boolean): Moment {
  const moment = {
    now: context.now(),
    zone: context.zone(),
    rolloverHour: context.settings.get().rolloverHour,
  }
  return answers ? { ...moment, calendar: answerCalendar(context) } : moment
}

function answerCalendar(context: Context): AnswerCalendar {
  const { options } = context.collection.presets.default()
  const room = dayRoom(context, today(context).day, options)
  return {
    holidays: [...holidaysOf(context)],
    retention: room?.retention ?? null,
    exam: room?.exam ?? null,
  }
}
