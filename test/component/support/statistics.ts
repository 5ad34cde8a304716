import type { Histogram, StatisticsScope, StatisticsView } from '../../../electron/contract/procedures/statistics.ts'
import { addDays } from '../../../renderer/src/format/dates.ts'
import { settle } from './mount.ts'

export interface Asked {
  readonly scope: StatisticsScope
}

export const DOMAINS = [
  {
    blueprint: 'x',
    code: 'X',
    domain: '1',
    title: 'Basics',
    objectives: [{ objective: '1.1.1', label: 'Terms' }],
  },
]

/** What a procedure answers that tells how far it is, with nothing to tell. */
export function streamOf<T>(value: T): AsyncGenerator<never, T, void> {
  // eslint-disable-next-line require-yield
  return (async function* () {
    return value
  })()
}

/** Chooses an option of a list by its words. */
export async function choose(label: string, words: string): Promise<void> {
  const select = document.querySelector<HTMLSelectElement>(`select[aria-label="${label}"]`)
  const at = [...(select?.options ?? [])].findIndex((option) => option.textContent?.trim() === words)
  if (!select || at < 0) throw new Error(`there is no ${words} in ${label}`)
  select.selectedIndex = at
  select.dispatchEvent(new Event('change'))
  await settle()
}

const DAY = '2026-11-19'
export const NO = { right: 0, total: 0 }
const days = Array.from({ length: 14 }, (_, at) => addDays(DAY, at - 13))
const phases = (values: object = {}) => ({ learning: 0, young: 0, mature: 0, relearning: 0, cram: 0, ...values })
const given: Readonly<Record<string, number>> = { '2026-11-10': 50, '2026-11-18': 40, '2026-11-19': 30 }
const histogram = (from: number, to: number): Histogram => ({
  bins: [
    { from, to: (from + to) / 2, cards: 200 },
    { from: (from + to) / 2, to, cards: 400 },
  ],
  cards: 600,
  mean: to / 2,
  median: to / 2,
})

/** Three days of study, 900 cards, one mock exam. */
export const VIEW: StatisticsView = {
  day: DAY,
  from: days[0] ?? DAY,
  firstDay: '2026-11-10',
  cards: 900,
  answersEver: 120,
  today: {
    answers: phases({ young: 20, learning: 10 }),
    minutes: 5,
    wrong: 3,
    newCards: 2,
    retention: { young: { right: 18, total: 20 }, mature: NO },
  },
  calendar: {
    year: 2026,
    firstYear: 2025,
    lastYear: 2026,
    days: Object.entries(given).map(([day, answers]) => ({ day, answers })),
  },
  due: {
    backlog: { young: 4, mature: 1 },
    bars: Array.from({ length: 30 }, (_, at) => {
      const day = addDays(DAY, at)
      return { from: day, to: day, young: at === 0 ? 15 : 0, mature: at === 0 ? 20 : 0 }
    }),
    later: 7,
    perDay: 40 / 30,
  },
  reviews: days.map((day) => ({
    from: day,
    to: day,
    answers: phases({ young: given[day] ?? 0 }),
    minutes: phases({ young: (given[day] ?? 0) / 6 }),
  })),
  studied: { days: 3, of: 14 },
  counts: { new: 282, learning: 5, relearning: 0, young: 200, mature: 400, suspended: 1, held: 12, buried: 0 },
  intervals: histogram(0, 60),
  stability: histogram(0, 60),
  difficulty: histogram(1, 10),
  recall: { ...histogram(0, 1), expected: 540 },
  retention: {
    step: 'week',
    bars: [
      { from: '2026-11-06', to: '2026-11-12', young: { right: 27, total: 30 }, mature: NO },
      { from: '2026-11-13', to: DAY, young: { right: 18, total: 20 }, mature: { right: 10, total: 10 } },
    ],
    periods: [{ period: 'all', young: { right: 45, total: 50 }, mature: { right: 10, total: 10 } }],
  },
  hours: Array.from({ length: 24 }, (_, hour) => ({
    hour,
    answers: hour === 8 ? 120 : 0,
    recall: hour === 8 ? { right: 55, total: 60 } : NO,
  })),
  buttons: {
    learning: [0, 0, 0, 0],
    young: [10, 5, 80, 5],
    mature: [1, 0, 19, 0],
    relearning: [0, 0, 0, 0],
    cram: [0, 0, 0, 0],
  },
  added: { before: 800, bars: days.map((day) => ({ from: day, to: day, cards: day === DAY ? 100 : 0 })) },
  loss: {
    passesBefore: 0,
    days: [
      { day: '2026-11-10', answers: 50, wrong: 20 },
      { day: '2026-11-18', answers: 40, wrong: 4 },
      { day: DAY, answers: 30, wrong: 3 },
    ],
    exams: [{ number: 1, day: '2026-11-11', title: 'AIF-C01', right: 30, scored: 50, low: 0.5, high: 0.7 }],
    examsBefore: 0,
  },
}
