import type { Phases, StatisticsView } from '../../../../../electron/contract/procedures/statistics.ts'
import type { Series } from '../../../charts/series.ts'
import { amount, count, percent } from '../../../format/words.ts'
import { axisDay, stepOf, stretchCell, stretchWords, type Panel } from './panel.ts'

type View = StatisticsView

/** Phases from the bottom of a bar up, and what they are called. */
const PHASES: readonly (Series & { readonly phase: keyof Phases })[] = [
  { phase: 'mature', name: 'mature', fill: 'solid' },
  { phase: 'young', name: 'young', fill: 'soft' },
  { phase: 'relearning', name: 'relearning', fill: 'hatch' },
  { phase: 'learning', name: 'learning', fill: 'hollow' },
  { phase: 'cram', name: 'crammed', fill: 'dots' },
]

const sum = (phases: Phases) => PHASES.reduce((all, { phase }) => all + phases[phase], 0)
const listed = (phases: Phases, shown: (value: number) => string) =>
  PHASES.flatMap(({ phase, name }) => (phases[phase] > 0 ? [`${shown(phases[phase])} ${name}`] : []))

function perStep(view: View, title: string, measure: 'answers' | 'minutes'): Panel {
  const step = stepOf(view.reviews)
  const series = PHASES.filter(({ phase }) => view.reviews.some((bar) => bar[measure][phase] > 0))
  const shown = (value: number) => (measure === 'minutes' && value < 10 ? value.toFixed(1) : count(value))
  const total = view.reviews.reduce((all, bar) => all + sum(bar[measure]), 0)
  const each = total / Math.max(1, view.studied.days)
  const unit = measure === 'answers' ? 'answer' : 'minute'
  const inUnit = (name: string) => (measure === 'minutes' ? `${name} (min)` : name)
  const all = measure === 'answers' ? amount(total, unit) : `${count(total / 60)} h ${count(total % 60)} min`
  return {
    title,
    line: `${measure === 'answers' ? all : hours(total)}, ${count(each)} on a day of study`,
    label: `${title} by ${step}: ${amount(Math.round(total), unit)} on ${amount(view.studied.days, 'day')} of ${view.studied.of}`,
    empty: total > 0 ? null : 'No answers in this time. Choose a longer one, or review a card.',
    chart: {
      unit: `${measure} a ${step}`,
      series,
      bars: view.reviews.map((bar) => ({
        key: bar.to,
        label: axisDay(bar, step),
        values: series.map(({ phase }) => bar[measure][phase]),
        tip: [`${stretchWords(bar)}: ${shown(sum(bar[measure]))} ${measure}`, ...listed(bar[measure], shown)].join(
          ', ',
        ),
      })),
      now: view.reviews.length - 1,
    },
    sheet: {
      columns: [step === 'day' ? 'Day' : 'Days', ...[...PHASES.map(({ name }) => name), 'all'].map(inUnit)],
      rows: view.reviews
        .map((bar) => {
          const values = PHASES.map(({ phase }) => round(bar[measure][phase]))
          return [stretchCell(bar), ...values, round(sum(bar[measure]))]
        })
        .reverse(),
    },
  }
}

const round = (value: number) => Math.round(value * 100) / 100

function hours(minutes: number): string {
  return minutes < 60 ? `${count(minutes)} min` : `${count(Math.floor(minutes / 60))} h ${count(minutes % 60)} min`
}

export const reviewsPanel = (view: View): Panel => perStep(view, 'Reviews', 'answers')
export const timePanel = (view: View): Panel => perStep(view, 'Time', 'minutes')

/** Fewer answers than this in an hour say little about how well it goes then. */
const ENOUGH = 5
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** Answers by hour of the day, with the share of review answers that were right. */
export function hoursPanel(view: View): Panel {
  const total = view.hours.reduce((all, { answers }) => all + answers, 0)
  const rates = view.hours.map(({ recall }) => (recall.total >= ENOUGH ? recall.right / recall.total : null))
  const best = view.hours
    .filter(({ recall }) => recall.total >= 30)
    .sort((a, b) => b.recall.right / b.recall.total - a.recall.right / a.recall.total)[0]
  return {
    title: 'Hours',
    line: best
      ? `best recall from ${clock(best.hour)}, ${percent(best.recall.right / best.recall.total)}`
      : 'when you study, and how well it goes then',
    label: `Answers by hour of the day, ${count(total)} in all`,
    empty: total > 0 ? null : 'No answers in this time.',
    chart: {
      unit: 'answers',
      across: 'hour of the day',
      series: [{ name: 'answers', fill: 'soft' }],
      bars: view.hours.map(({ hour, answers }, at) => {
        const rate = rates[at]
        const right = rate === null || rate === undefined ? '' : `, ${percent(rate)} of reviews right`
        return {
          key: clock(hour),
          label: String(hour),
          values: [answers],
          tip: `${clock(hour)}: ${amount(answers, 'answer')}${right}`,
        }
      }),
      overlay: { name: 'reviews right', values: rates, most: 1, shown: percent },
    },
    sheet: {
      columns: ['Hour', 'Answers', 'Reviews', 'Right', 'Share right'],
      rows: view.hours.map(({ hour, answers, recall }) => [
        clock(hour),
        answers,
        recall.total,
        recall.right,
        recall.total > 0 ? round(recall.right / recall.total) : null,
      ]),
    },
  }
}

const BUTTON_PHASES = ['learning', 'young', 'mature', 'relearning', 'cram'] as const
const BUTTON_NAMES = {
  learning: 'learning',
  young: 'young',
  mature: 'mature',
  relearning: 'relearning',
  cram: 'crammed',
}
const BUTTONS = ['Again', 'Hard', 'Good', 'Easy'] as const

/** How often each button was pressed, as a share of the answers to cards of a phase. */
export function buttonsPanel(view: View): Panel {
  const rows = BUTTON_PHASES.map((phase) => {
    const presses = view.buttons[phase]
    const total = presses.reduce((sum, one) => sum + one, 0)
    return { name: BUTTON_NAMES[phase], presses, total, right: total > 0 ? 1 - presses[0] / total : 0 }
  }).filter(({ total }) => total > 0)
  const parts = rows.map(({ name, right, total }) => `${name} ${percent(right)} of ${count(total)} right`)
  return {
    title: 'Buttons',
    line: 'how often each was pressed',
    label: `Buttons by phase of the card: ${parts.join('; ')}`,
    empty: rows.length > 0 ? null : 'No answers in this time.',
    chart: {
      unit: '% of answers',
      series: [
        { name: 'Again', fill: 'hollow' },
        { name: 'Hard', fill: 'hatch' },
        { name: 'Good', fill: 'soft' },
        { name: 'Easy', fill: 'solid' },
      ],
      bars: rows.map(({ name, presses, total }) => ({
        key: name,
        label: name,
        values: presses.map((presses) => (100 * presses) / total),
        tip: `${name}: ${BUTTONS.map((button, at) => `${button} ${count(presses[at] ?? 0)}`).join(', ')}`,
      })),
    },
    sheet: {
      columns: ['Cards', ...BUTTONS, 'Share right'],
      rows: rows.map(({ name, presses, right }) => [name, ...presses, round(right)]),
    },
  }
}
