import type { PackageChoice, PackageOrder } from '../jobs/package/choice.ts'
import type { Context } from './context.ts'

/** A choice about an Anki package with the time and place at which it is carried out. */
export function packageOrder(context: Context, choice: PackageChoice): PackageOrder {
  return { ...choice, now: context.now(), zone: context.zone(), rolloverHour: context.settings.get().rolloverHour }
}
