import type { Bin, Histogram, StatisticsView } from '../../../../../electron/contract/procedures/statistics.ts'
import { amount, count, percent } from '../../../format/words.ts'
import { axisDay, stepOf, stretchCell, stretchWords, type Panel } from './panel.ts'

type View = StatisticsView

/** Cards that come due, with those whose day has passed at the front, and how they add up. */
export function duePanel(view: View): Panel {
  const { backlog, bars, later, perDay } = view.due
  const step = stepOf(bars)
  const late = backlog.young + backlog.mature
  const all = bars.reduce((sum, { young, mature }) => sum + young + mature, late)
  const front =
    late > 0 ? [{ key: 'late', label: 'late', ...backlog, name: 'Due before today', cell: 'before today' }] : []
  const rows = [
    ...front,
    ...bars.map((bar, at) => ({
      key: bar.from,
      young: bar.young,
      mature: bar.mature,
      cell: stretchCell(bar),
      label: at === 0 ? 'today' : axisDay({ from: bar.from, to: bar.from }, step),
      name: at === 0 && step === 'day' ? 'Today' : stretchWords(bar),
    })),
  ]
  let sum = 0
  const sums = rows.map(({ young, mature }) => (sum += young + mature))
  return {
    title: 'Future due',
    line: `${count(all)} due, ${perDay < 10 ? perDay.toFixed(1) : count(perDay)} a day${late > 0 ? `, ${count(late)} of them late` : ''}`,
    label: `Cards due by ${step}: ${count(all)} in this time, ${count(late)} late, ${count(later)} after it`,
    empty: all > 0 ? null : 'Nothing comes due in this time. Cards come due once you have answered them.',
    chart: {
      unit: `cards a ${step}`,
      series: [
        { name: 'mature', fill: 'solid' },
        { name: 'young and learning', fill: 'soft' },
      ],
      bars: rows.map(({ key, label, name, young, mature }, at) => ({
        key,
        label,
        values: [mature, young],
        tip: `${name}: ${amount(young + mature, 'card')}, ${count(mature)} mature; ${count(sums[at] ?? 0)} up to then`,
      })),
      overlay: { name: 'in all', values: sums, shown: count },
    },
    sheet: {
      columns: ['Due', 'Young and learning', 'Mature', 'All', 'In all up to then'],
      rows: rows.map((row, at) => [row.cell, row.young, row.mature, row.young + row.mature, sums[at] ?? 0]),
    },
  }
}

/** Cards added, and how many there are in all. */
export function addedPanel(view: View): Panel {
  const { before, bars } = view.added
  const step = stepOf(bars)
  const total = bars.reduce((sum, { cards }) => sum + cards, 0)
  let all = before
  const sums = bars.map(({ cards }) => (all += cards))
  return {
    title: 'Added',
    line: `${amount(total, 'card')} in this time, ${count(before + total)} in all`,
    label: `Cards added by ${step}: ${count(total)} in this time, ${count(before)} before it`,
    empty: total > 0 ? null : 'No cards were added in this time.',
    chart: {
      unit: `cards a ${step}`,
      series: [{ name: 'added', fill: 'solid' }],
      bars: bars.map((bar, at) => ({
        key: bar.to,
        label: axisDay(bar, step),
        values: [bar.cards],
        tip: `${stretchWords(bar)}: ${amount(bar.cards, 'card')} added, ${count(sums[at] ?? 0)} in all`,
      })),
      overlay: { name: 'in all', values: sums, shown: count },
      now: bars.length - 1,
    },
    sheet: {
      columns: [step === 'day' ? 'Day' : 'Days', 'Added', 'In all'],
      rows: bars.map((bar, at) => [stretchCell(bar), bar.cards, sums[at] ?? 0]).reverse(),
    },
  }
}

interface Words {
  readonly title: string
  /** Above the bars: the figure of the histogram. */
  readonly line: string
  readonly across: string
  /** The name of a bar: on the axis, and in full. */
  readonly label: (bin: Bin) => string
  readonly name: (bin: Bin) => string
  readonly empty: string
}

function histogram({ bins, cards }: Histogram, words: Words): Panel {
  return {
    title: words.title,
    line: cards > 0 ? words.line : '',
    label: `${words.title} of ${amount(cards, 'card')}: ${words.line}`,
    empty: cards > 0 ? null : words.empty,
    chart: {
      unit: 'cards',
      across: words.across,
      series: [{ name: 'cards', fill: 'solid' }],
      bars: bins.map((bin) => ({
        key: String(bin.from),
        label: words.label(bin),
        values: [bin.cards],
        tip: `${words.name(bin)}: ${amount(bin.cards, 'card')}, ${percent(bin.cards / Math.max(1, cards))}`,
      })),
    },
    sheet: {
      columns: [words.across, 'Cards', 'Share'],
      rows: bins.map((bin) => [words.name(bin), bin.cards, Math.round((1000 * bin.cards) / Math.max(1, cards)) / 1000]),
    },
  }
}

/** Days for people: `20 days`, `3 months`, `1.5 years`. */
export function daysWords(days: number): string {
  if (days < 1) return 'under a day'
  if (days < 60) return amount(Math.round(days), 'day')
  return days < 730 ? amount(Math.round(days / 30.4), 'month') : `${(days / 365.25).toFixed(1)} years`
}

/** `7 d`, `2 mo`, `1 y`: where a bar begins. */
function dayLabel({ from }: Bin): string {
  if (from < 1) return '<1 d'
  if (from < 30) return `${from} d`
  return from < 365 ? `${Math.round(from / 30)} mo` : `${Math.round(from / 365)} y`
}

function dayName({ from, to }: Bin): string {
  if (from < 1) return 'Less than a day'
  if (to === null) return `${amount(from, 'day')} and more`
  return to - from === 1 ? amount(from, 'day') : `${from} to ${to - 1} days`
}

const AFTER_REVIEW = 'Nothing yet. A card is here once you have answered it.'
const middle = (value: number | null, words: (value: number) => string) => (value === null ? '' : words(value))

export const intervalsPanel = ({ intervals }: View): Panel =>
  histogram(intervals, {
    title: 'Intervals',
    line: `half of the cards wait ${middle(intervals.median, daysWords)} or longer`,
    across: 'days between two reviews',
    label: dayLabel,
    name: dayName,
    empty: 'Nothing yet. A card has an interval once it has been learned.',
  })

export const stabilityPanel = ({ stability }: View): Panel =>
  histogram(stability, {
    title: 'Stability',
    line: `half of the cards keep 90 % recall for ${middle(stability.median, daysWords)} or longer`,
    across: 'days until recall falls to 90 %',
    label: dayLabel,
    name: dayName,
    empty: AFTER_REVIEW,
  })

export const difficultyPanel = ({ difficulty }: View): Panel =>
  histogram(difficulty, {
    title: 'Difficulty',
    line: `${middle(difficulty.mean, (value) => value.toFixed(1))} on average`,
    across: 'difficulty, from 1 (easy) to 10 (hard)',
    label: ({ from }) => String(from),
    name: ({ from, to }) => `${from} to ${to}`,
    empty: AFTER_REVIEW,
  })

export const recallPanel = ({ recall }: View): Panel =>
  histogram(recall, {
    title: 'Recall now',
    line: `you would know about ${count(recall.expected)} of ${amount(recall.cards, 'card')}, ${middle(recall.mean, percent)} on average`,
    across: 'probability of recall today',
    label: ({ from }) => percent(from),
    name: ({ from, to }) => `${percent(from)} to ${percent(to ?? 1)}`,
    empty: AFTER_REVIEW,
  })
