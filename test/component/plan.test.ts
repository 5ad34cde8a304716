import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import type { ExamPlan, PlanView as Plan } from '../../electron/contract/procedures/plan.ts'
import NoticeBar from '../../renderer/src/components/NoticeBar.vue'
import AppFrame from '../../renderer/src/shell/AppFrame.vue'
import PlanView from '../../renderer/src/views/plan/PlanView.vue'
import TodayView from '../../renderer/src/views/today/TodayView.vue'
import ReviewView from '../../renderer/src/views/review/ReviewView.vue'
import { lineWords, spreadWords, verdict, waysWords } from '../../renderer/src/views/plan/words.ts'
import { fits } from '../../renderer/src/views/settings/find.ts'
import { findings } from './support/axe.ts'
import { HELLO, SETTINGS } from './support/data.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { card, session, step, TEXT } from './support/reviews.ts'

const EXAM: ExamPlan = {
  examDate: '2026-12-12',
  daysToExam: 22,
  followed: true,
  target: 0.9,
  newPerDay: 14,
  retention: 0.86,
  minutes: 21.4,
  recall: 0.934,
  notBegun: 0,
  lastNew: '2026-12-08',
  worksOut: true,
  minutesAtMost: 30,
  ways: null,
  days: [
    { day: '2026-11-20', minutes: 12, newCards: 14, reviews: 20, learnt: 0.5, recall: 0.9 },
    { day: '2026-11-21', minutes: 15, newCards: 14, reviews: 25, learnt: 1, recall: 0.92 },
  ],
  skips: [{ days: 3, newPerDay: 17, minutes: 26, worksOut: true }],
  late: 0,
}
const PACE = { perDay: 60, end: '2026-12-03', days: 14, minutes: 9 }
const SPREAD = { waiting: 412, on: true, pace: PACE, newPerDay: 0, choices: [PACE, { ...PACE, perDay: 90 }] }
const PLAN: Plan = {
  today: '2026-11-20',
  settings: { paceBy: 'exam', examDate: '2026-12-12', targetRecall: 0.9, minutesPerDay: 30 },
  newLeft: 282,
  seconds: { new: 25, learning: 14, review: 10 },
  exam: EXAM,
  spread: SPREAD,
}
const NO_FIT: ExamPlan = {
  ...EXAM,
  worksOut: false,
  minutes: 44,
  ways: {
    minutes: 44,
    examDate: '2027-01-09',
    cards: 150,
    domains: [{ title: 'Fundamentals', cards: 60, of: 110 }],
  },
}

const Page = defineComponent(() => () => [h(AppFrame, null, () => h(PlanView)), h(NoticeBar)])

describe('words of a plan', () => {
  it('say whether it works out, and what could be done', () => {
    expect(verdict(EXAM)).toBe('Everything is learned by 8 Dec, and 93 % is expected on the day.')
    expect(verdict(NO_FIT)).toBe('This does not fit: it would take about 44 minutes a day, and 30 are the most.')
    expect(verdict({ ...EXAM, worksOut: false, notBegun: 30 })).toBe(
      'This does not fit: 30 new cards would not be begun before the exam.',
    )
    expect(
      waysWords({ ...NO_FIT, ways: { minutes: null, examDate: '2027-01-09', cards: null, domains: [] } }, 9),
    ).toEqual(['Move the exam to 9 Jan or later.'])
    expect(waysWords(NO_FIT, 282)).toEqual([
      'Take 44 minutes a day.',
      'Move the exam to 9 Jan or later.',
      'Learn 150 of the 282 new cards; by the exam\u2019s weights: Fundamentals 60 of 110.',
    ])
    expect(lineWords(EXAM)).toBe('on track, 93 % expected')
    expect(spreadWords(PACE)).toBe('60 a day until 3 Dec, about 9 min')
    expect(spreadWords({ ...PACE, end: null })).toContain('never ends')
  })

  it('find settings by the beginnings of their words', () => {
    expect(fits('day lim', 'Reviews a day, at most: limit')).toBe(true)
    expect(fits('ention', 'Desired retention')).toBe(false)
    expect(fits('', 'anything')).toBe(true)
  })
})

describe('PlanView', () => {
  it('shows the plan, its curve and minutes, and what skipped days cost', async () => {
    const { wrapper } = await mountInApp(PlanView, { answers: { 'plan.get': () => PLAN }, at: '/plan' })
    expect(wrapper.text()).toContain('Everything is learned by 8 Dec')
    expect(wrapper.get('.pl-figs').text()).toMatch(/14.*21.*86 %.*93 %/)
    expect(wrapper.findAll('svg.chart[role=img]')).toHaveLength(2)
    expect(wrapper.get('.pl-skips').text()).toContain('3 days')
    expect(await findings()).toEqual([])
  })

  it('says when the days do not go by the plan, and lets them', async () => {
    const plan = (followed: boolean): Plan => ({ ...PLAN, exam: { ...EXAM, followed }, spread: null })
    const { inputs, wrapper } = await mountInApp(PlanView, { answers: { 'plan.get': () => plan(false) }, at: '/plan' })
    expect(wrapper.get('.pl-late').text()).toContain('Your days do not go by it yet.')
    await wrapper.get('.pl-late .btn').trigger('click')
    await settle()
    expect(inputs('app.updateSettings')).toEqual([{ paceBy: 'exam' }])
    const other = await mountInApp(PlanView, { answers: { 'plan.get': () => plan(true) }, at: '/plan' })
    expect(other.wrapper.find('.pl-late').exists()).toBe(false)
  })

  it('changes the pace of a day by its keys, and that of a backlog', async () => {
    const { inputs, wrapper } = await mountInApp(Page, {
      answers: {
        'plan.get': () => PLAN,
        'plan.spread': ({ on }: { on: boolean }) => ({ undo: 'u', spread: on ? SPREAD : { ...SPREAD, pace: null } }),
      },
      at: '/plan',
    })
    const notice = () => document.querySelector('.notice')?.textContent
    await press('2')
    expect(inputs('app.updateSettings')).toEqual([{ paceBy: 'minutes' }])
    await wrapper.findAll('.pl-paces .btn')[1]?.trigger('click')
    await settle()
    expect(notice()).toMatch(/Spread: 60 a day until 3 Dec.*Undo/)
    await press('s')
    expect(notice()).toMatch(/All that is due is asked from now on.*Undo/)
    expect(inputs('plan.spread')).toEqual([{ on: true, perDay: 90 }, { on: false }])
  })
})

describe('the plan elsewhere', () => {
  it('stands in a line on Today, a backlog with its end', async () => {
    const { wrapper } = await mountInApp(TodayView, {
      answers: { 'plan.line': () => ({ paceBy: 'exam', exam: EXAM, spread: SPREAD }) },
    })
    expect(wrapper.get('[aria-label="Plan"]').text()).toContain('on track, 93 % expected')
    expect(wrapper.get('[aria-label="Plan"]').text()).toContain('14 new a day')
    expect(wrapper.get('[aria-label="After a break"]').text()).toContain('60 a day until 3 Dec')
    expect(await findings()).toEqual([])
  })
})

describe('two buttons', () => {
  const hello = { ...HELLO, settings: { ...SETTINGS, twoButtons: true } }

  it('are Again and Good, and 2 is Good', async () => {
    const { wrapper, inputs } = await mountInApp(ReviewView, {
      answers: { ...session([card(TEXT), card(TEXT)]), 'app.hello': () => hello },
      at: '/review',
    })
    await press(' ')
    expect(wrapper.findAll('.rb').map((button) => button.get('b').text())).toEqual(['Again', 'Good Space'])
    await press('2')
    expect(inputs('review.answer')).toMatchObject([{ rating: 3 }])
  })

  it('are offered with a word about Hard, which can be declined for good', async () => {
    const { wrapper, inputs } = await mountInApp(ReviewView, {
      answers: { ...session([card(TEXT), card(TEXT)]), 'review.answer': () => step(card(TEXT), { hardNote: true }) },
      at: '/review',
    })
    await press(' ')
    await press('2')
    expect(wrapper.get('.hard-note').text()).toContain('Hard is for what you knew with effort')
    const never = wrapper.findAll('.hard-note .btn').find((one) => one.text().includes('Don\u2019t say this again'))
    await never?.trigger('click')
    await settle()
    expect(inputs('app.updateSettings')).toEqual([{ hardNote: false }])
    expect(wrapper.find('.hard-note').exists()).toBe(false)
  })
})

describe('the minutes of a day', () => {
  it('end kindly, and go on when asked', async () => {
    const budget = { minutes: 20, spent: 20.4 }
    const { wrapper, inputs } = await mountInApp(ReviewView, {
      answers: {
        ...session([card(TEXT)]),
        'review.next': () => step(card(TEXT), { budget }),
        'plan.goOn': () => ({ minutes: 30 }),
      },
      at: '/review',
    })
    await settle()
    expect(wrapper.get('h1').text()).toBe('Your 20 minutes are done')
    expect(wrapper.get('.rv-end .btn.pri').text()).toContain('Go on for 10 minutes')
    await new Promise((resolve) => setTimeout(resolve, 850))
    await wrapper.get('.rv-end .btn.pri').trigger('click')
    await settle()
    expect(inputs('plan.goOn')).toEqual([{ minutes: 10 }])
  })
})
