import { describe, expect, it, vi } from 'vitest'
import type { Progress } from '../../electron/contract/shapes.ts'
import { useShellStore } from '../../renderer/src/stores/shell.ts'
import HistorySheet from '../../renderer/src/shell/HistorySheet.vue'
import StudyDialog from '../../renderer/src/views/study/StudyDialog.vue'
import StudyLine from '../../renderer/src/views/study/StudyLine.vue'
import StudyView from '../../renderer/src/views/study/StudyView.vue'
import { choiceOf, PLANS, STUDY_KINDS, type StudyForm } from '../../renderer/src/views/study/plans.ts'
import { findings } from './support/axe.ts'
import { refusal } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { card, session, step, SUMMARY, TEXT } from './support/reviews.ts'

const text = (selector: string) => document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim()
const FORM: StudyForm = {
  kind: 'cram',
  deckId: null,
  days: 3,
  subject: 'domain:2',
  search: ' neurons ',
  order: 'due',
  limit: 50,
  reschedule: true,
}
const OUTLINE = {
  tags: [{ tag: 'a_b', notes: 1 }],
  kinds: [],
  noteTypes: [],
  fields: [],
  domains: [{ id: '1', title: 'Fundamentals', objectives: [{ id: '1.1.1', label: 'Terms' }] }],
}
const HOST = {
  'browse.outline': () => OUTLINE,
  'study.count': ({ text }: { text: string }) => ({ cards: text === 'is:new' ? 0 : 120, problem: null }),
}

/** Chooses in the nth list of the dialog. */
async function choose(nth: number, value: string): Promise<void> {
  const list = document.querySelectorAll<HTMLSelectElement>('.study-form select')[nth] ?? expect.fail()
  list.selectedIndex = [...list.options].findIndex((option) => option.textContent === value)
  list.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
  await new Promise((resolve) => setTimeout(resolve, 200))
  await settle()
}

describe('choosing what to study', () => {
  it('turns every choice into a search with a title', () => {
    const of = (kind: StudyForm['kind']) => choiceOf({ ...FORM, kind }, 'Domain two')
    expect(STUDY_KINDS.map((kind) => [of(kind).title, of(kind).text])).toEqual([
      ['Cram', ''],
      ['3 days ahead', 'prop:due>0 prop:due<=3'],
      ['Forgotten lately', 'rated:3:1'],
      ['Missed in exams', 'is:missed'],
      ['Domain two', 'domain:2'],
      ['New cards', 'is:new'],
      ['neurons', ' neurons '],
      ['More cards today', ''],
    ])
    expect(STUDY_KINDS.filter((kind) => PLANS[kind].reschedule)).toEqual(['ahead', 'search', 'more'])
  })

  it('says how many cards there are, and starts with them', async () => {
    const started: unknown[] = []
    const start = (choice: object) => {
      started.push(choice)
      return { title: 'Cram', reschedule: false, startedAt: 1, cards: 100, done: 0, left: 100 }
    }
    const { router } = await mountInApp(StudyDialog, {
      answers: { ...HOST, ...session([]), 'study.start': start },
      props: { task: {} },
    })
    expect(text('.study-said')).toBe('120 cards fit, the first 100 are asked.')
    expect(await findings()).toEqual([])
    await press('Enter', { ctrlKey: true })
    await settle()
    expect(started).toEqual([{ title: 'Cram', text: '', deckId: null, order: 'random', limit: 100, reschedule: false }])
    expect(router.currentRoute.value.path).toBe('/study')
  })

  it('offers nothing to start where no card fits', async () => {
    await mountInApp(StudyDialog, { answers: HOST, props: { task: {} } })
    await choose(0, PLANS.preview.label)
    expect(text('.study-said')).toBe('No cards fit at the moment.')
    expect(document.querySelector('.dlg-foot .pri')?.getAttribute('aria-disabled')).toBe('true')
  })

  it('knows domains, objectives and tags', async () => {
    await mountInApp(StudyDialog, { answers: HOST, props: { task: { kind: 'subject' } } })
    const options = [...(document.querySelectorAll('.study-form select')[1]?.querySelectorAll('option') ?? [])]
    expect(options.map((option) => option.textContent)).toEqual(['Fundamentals', '1.1.1 Terms', 'Tag a_b'])
  })
})

describe('a search with a regular expression', () => {
  const REGEX = { code: 'regex', from: 0, to: 4, message: 'A regular expression takes too long here.', expected: null }
  const soon = (check: () => void) => vi.waitFor(check, 10_000)
  const open = (steps: () => AsyncGenerator<Progress, unknown>) => {
    let done = false
    const searched = async function* () {
      const value = yield* steps()
      done = true
      return value
    }
    return mountInApp(StudyDialog, {
      answers: {
        ...HOST,
        'study.count': () => (done ? { cards: 3, problem: null } : { cards: 0, problem: REGEX }),
        'browse.search': searched,
      },
      props: { task: { search: 're:x+' } },
    })
  }
  const start = () => document.querySelector('.dlg-foot .pri')

  it('is looked for with its progress, then counted', async () => {
    let finish = () => {}
    const waits = new Promise<void>((resolve) => (finish = resolve))
    const { inputs } = await open(async function* () {
      yield { stage: 'Searching', done: 200, total: 1000 }
      await waits
      return { total: 3 }
    })
    await soon(() => expect(text('.dlg-foot .progress')).toContain('200 of 1,000'))
    expect(start()?.getAttribute('aria-disabled')).toBe('true')
    expect(await findings()).toEqual([])
    finish()
    await soon(() => expect(text('.study-said')).toBe('3 cards.'))
    expect(text('.dlg-foot .progress')).toBeUndefined()
    expect(inputs('browse.search')).toMatchObject([{ text: 're:x+', deckId: null, mode: 'cards' }])
  })

  it('is stopped, and begun again', async () => {
    let turns = 0
    await open(async function* () {
      turns += 1
      yield { stage: 'Searching', done: 0, total: 1000 }
      if (turns === 1) await new Promise(() => {})
      return { total: 3 }
    })
    await soon(() => expect(text('.dlg-foot .progress')).toBeDefined())
    document.querySelector<HTMLElement>('.dlg-foot .progress button')?.click()
    await soon(() => expect(text('.study-said')).toBe('The search was stopped.'))
    document.querySelector<HTMLElement>('.dlg-foot button')?.click()
    await soon(() => expect(text('.study-said')).toBe('3 cards.'))
  })

  it('says why where it was refused', async () => {
    await open(async function* () {
      yield { stage: 'Searching', done: 0, total: 1 }
      throw refusal('INVALID', { issues: [{ severity: 'error', code: 'x', message: 'It takes too long.', where: {} }] })
    })
    await soon(() => expect(text('.study-form .err')).toContain('It takes too long.'))
    expect(start()?.getAttribute('aria-disabled')).toBe('true')
  })
})

describe('a session of chosen cards', () => {
  const cram = { title: 'Cram', reschedule: false, cards: 3, done: 1 }

  it('has two ratings and no dates while cramming, and says what it is', async () => {
    const asked: unknown[] = []
    const more = {
      'review.next': () => step(card(TEXT), { study: cram }),
      'review.answer': (given: object) => {
        asked.push(given)
        return step(null, { study: { ...cram, done: 3 } })
      },
      'review.summary': () => SUMMARY,
      'study.end': () => ({}),
    }
    await mountInApp(StudyView, { answers: session([], more), at: '/study' })
    expect(text('.rv-top .ell')).toBe('Cram')
    await press(' ')
    expect([...document.querySelectorAll('.rb .iv')].map((one) => one.textContent)).toEqual(['once more', 'known'])
    expect(await findings()).toEqual([])
    await press('2')
    expect(asked).toMatchObject([{ study: true, deckId: null, rating: 3 }])
    expect(text('.rv-end h1')).toBe('Cram is done')
    expect(text('.rv-end')).toContain('The schedules stayed as they were.')
    expect(text('.rv-end .pri')).toContain('Back to Today')
  })

  it('waits on Today to be gone on with, or ended', async () => {
    const waiting = { title: 'Cram', reschedule: false, startedAt: 1, cards: 9, done: 2, left: 7 }
    let ended = false
    const answers = {
      'study.current': () => ({ session: ended ? null : waiting }),
      'study.end': () => {
        ended = true
        return {}
      },
    }
    await mountInApp(StudyLine, { answers })
    expect(text('.plan')).toContain('7 of 9 cards left')
    expect(await findings()).toEqual([])
    document.querySelector<HTMLElement>('.study-do .quiet')?.click()
    await settle()
    expect(document.querySelector('.plan')).toBeNull()
  })
})

describe('the history', () => {
  it('lists what can be taken back by name, and goes back to a point', async () => {
    const jumps: unknown[] = []
    const entry = (name: string, about: string | null = null) => ({ name, about, at: Date.UTC(2026, 10, 20, 12) })
    const answers = {
      'history.list': () => ({
        undo: [entry('Answer Good', 'What is ReLU?'), entry('Rename deck')],
        redo: [entry('Flag card')],
      }),
      'history.jump': (given: object) => {
        jumps.push(given)
        return { done: 2 }
      },
    }
    await mountInApp(HistorySheet, { answers })
    const names = [...document.querySelectorAll('.history-list .name')].map((one) => one.textContent)
    expect(names).toEqual(['Flag card (taken back)', 'Answer Good', 'Rename deck'])
    expect([...document.querySelectorAll('.history-list .about')].map((one) => one.textContent)).toEqual([
      'What is ReLU?',
    ])
    expect(document.querySelector('[aria-label="Take back to Answer Good: What is ReLU?, 1 action"]')).not.toBeNull()
    expect(await findings()).toEqual([])
    document.querySelectorAll<HTMLElement>('.history-list .link')[2]?.click()
    await settle()
    expect(jumps).toEqual([{ steps: 2, redo: false }])
    expect(useShellStore().history).toBe(false)
  })
})
