import type {
  Evaluation,
  FitFigures,
  FitOffer,
  FitReport,
  OptimiseStatus,
  ReschedulePreview,
} from '../../../../../electron/contract/procedures/optimise.ts'
import type { Sheet } from '../../../charts/sheet.ts'
import { dayWithYear, shortDay } from '../../../format/dates.ts'
import { amount, count, percent } from '../../../format/words.ts'

/** How much better the new forecasts are, 0 to 1: the share of the log loss that is gone. */
export function gain(before: FitFigures, after: FitFigures): number {
  return before.logLoss === 0 ? 0 : (before.logLoss - after.logLoss) / before.logLoss
}

function gainWords(before: FitFigures, after: FitFigures): string {
  const share = gain(before, after) * 100
  return share < 1 ? 'a little better' : `${Math.round(share)} % better`
}

/** What a fit came to, in a sentence or two. */
export function fitWords({ outcome, before, after, reviews }: FitReport): string {
  if (outcome === 'too-few' || before === null || after === null) {
    return `${amount(reviews, 'review')} can be learned from, which is too few for a fit that holds. The weights stay as they are.`
  }
  if (outcome === 'no-better') {
    return 'The weights in use forecast your newest reviews as well as any that could be found. They stay as they are.'
  }
  return `Your reviews are forecast ${gainWords(before, after)}.`
}

/** Where a preset stands: whether it was fitted, and what there is to learn from. */
export function statusWords(status: OptimiseStatus, day: (instant: number) => string): string {
  const { reviews, from, offer, fitted, last } = status
  const now = fitted ? 'The schedule follows weights of its own.' : 'The schedule follows the average of many learners.'
  const then = last === null ? '' : ` Last fit on ${dayWithYear(day(last.at))}.`
  const why = {
    first: ` Your ${count(reviews)} reviews are enough to fit it to your memory.`,
    again: ` There are many new reviews since then, so another fit is worth it.`,
    'too-few': ` A fit to your memory takes ${count(from)} reviews; there are ${count(reviews)} so far.`,
    'not-yet': '',
  }[offer]
  return `${now}${then}${why}`
}

/** Why a fit is offered, in a line. */
export function offerWords({ offer, reviews }: FitOffer): string {
  return offer === 'first'
    ? `${amount(reviews, 'review')} are enough to fit it to your memory`
    : 'many new reviews since its last fit to your memory'
}

/** Figures of a fit as a table. */
export function figuresSheet(before: FitFigures, after: FitFigures): Sheet {
  const shown = (value: number): string => value.toFixed(4)
  return {
    columns: ['Measure', 'Before', 'After'],
    rows: [
      ['Log loss', shown(before.logLoss), shown(after.logLoss)],
      ['RMSE (bins)', shown(before.rmse), shown(after.rmse)],
    ],
  }
}

/** Under this much root mean squared error forecasts are as good as they get; over the other they mislead. */
const GOOD_RMSE = 0.03
const FAIR_RMSE = 0.06

/** How the forecasts in use do, in a sentence or two. */
export function evaluationWords({ reviews, recalled, forecast, rmse }: Evaluation, from: number): string {
  if (recalled === null || forecast === null) return 'There are no reviews on a later day yet, so nothing to compare.'
  const compared = `You recalled ${percent(recalled)} of ${amount(reviews, 'review')}; ${percent(forecast)} were forecast.`
  if (reviews < from) return `${compared} That is too few to tell luck from memory.`
  if (rmse <= GOOD_RMSE) return `${compared} The forecasts fit you well.`
  return rmse <= FAIR_RMSE
    ? `${compared} The forecasts fit you fairly.`
    : `${compared} The forecasts are often off: a fit may help.`
}

/** What rescheduling would do, in a sentence or two. */
export function previewWords({ cards, sooner, later, perDay }: ReschedulePreview): string {
  if (sooner + later === 0) return `All ${amount(cards, 'card')} come on a day that fits already. Nothing would move.`
  const stay = cards - sooner - later
  return `Of ${amount(cards, 'card')} in review, ${count(sooner)} would come sooner, ${count(later)} later, and ${count(stay)} stay. No day gets more than ${count(perDay)} by it; what is most at risk comes first.`
}

/** The days of a preview as a table. */
export function previewSheet({ days }: ReschedulePreview): Sheet {
  return {
    columns: ['Day', 'Before', 'After'],
    rows: days.map(({ day, before, after }) => [shortDay(day), before, after]),
  }
}
