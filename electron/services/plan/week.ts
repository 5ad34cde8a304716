import type { PlanInput } from '../../core/scheduling/plan/find.ts'
import type { Context } from '../context.ts'

/** 0 for Monday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

/** The weekdays that the default preset keeps free, and the weekday of a study day. */
export function weekFrom({ collection }: Context, day: number): Pick<PlanInput, 'freeWeekdays' | 'weekday'> {
  const { easyDays } = collection.presets.default().options
  return { freeWeekdays: easyDays.flatMap((ease, weekday) => (ease === 0 ? [weekday] : [])), weekday: weekdayOf(day) }
}
