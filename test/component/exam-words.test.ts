import { describe, expect, it } from 'vitest'
import { askingOf } from '../../renderer/src/views/exam/report/asking.ts'
import {
  againWords,
  changeWords,
  domainWords,
  interruptionWords,
  intervalWords,
  paceWords,
} from '../../renderer/src/views/exam/report/words.ts'
import { differenceWords, pointsWords, sharedWords } from '../../renderer/src/views/exam/history/words.ts'
import {
  aloneWords,
  chanceRange,
  chanceWords,
  dayWords,
  lineWords,
  methodWords,
  stepReasons,
} from '../../renderer/src/views/readiness/words.ts'
import { readiness } from './support/readiness.ts'
import { report } from './support/sittings.ts'

describe('a question in a list', () => {
  it('is the sentence that asks, with the scenario apart', () => {
    const stem =
      'A shop keeps its catalogue in Amazon S3. It scores it once a night, e.g. for the start page. Which inference option costs **least**?'
    expect(askingOf(stem)).toEqual({
      ask: 'Which inference option costs least?',
      scene: 'A shop keeps its catalogue in Amazon S3. It scores it once a night, e.g. for the start page.',
    })
  })

  it('is the last sentence where none has a question mark, and the whole where there is one only', () => {
    expect(askingOf('A team trains a model. Choose the two best metrics.').ask).toBe('Choose the two best metrics.')
    expect(askingOf('Put the steps of RAG in order.')).toEqual({ ask: 'Put the steps of RAG in order.', scene: '' })
    expect(askingOf('Which one? (Select TWO.)')).toEqual({ ask: 'Which one?', scene: '(Select TWO.)' })
    expect(askingOf('')).toEqual({ ask: '', scene: '' })
  })

  it('is not cut at a version or a name', () => {
    expect(askingOf('A model uses version 1.1 of the guide. What changed?').scene).toBe(
      'A model uses version 1.1 of the guide.',
    )
  })
})

describe('the words of a report', () => {
  it('say what an interval can tell about the line', () => {
    expect(intervalWords({ low: 0.72, high: 0.9 }, 0.7)).toContain('not luck')
    expect(intervalWords({ low: 0.4, high: 0.6 }, 0.7)).toContain('something to learn first')
    expect(intervalWords({ low: 0.6, high: 0.8 }, 0.7)).toContain('on either side')
  })

  it('say how little a domain tells, by its own numbers', () => {
    const words = domainWords([
      { right: 5, of: 7, low: 0.38, high: 0.91 },
      { right: 10, of: 14, low: 0.49, high: 0.88 },
    ])
    expect(words).toContain('With 7 to 14 questions each, an interval is up to 53 points wide')
    expect(domainWords([{ right: 0, of: 0, low: 0, high: 1 }])).toBe('')
  })

  it('tell of fresh exams without a promise', () => {
    expect(againWords(0.302)).toContain('about 30 times in 100')
    expect(againWords(0.999)).toContain('pass more than 99 times in 100')
    expect(againWords(0.01)).toContain('pass about once in 100')
    expect(againWords(0.001)).toContain('pass fewer than once in 100')
    expect(againWords(null)).toBeNull()
  })

  it('tell of changed answers only when there were any', () => {
    expect(changeWords(report())).toBeNull()
    const changes = { wrongToRight: 3, rightToWrong: 1, wrongToWrong: 0, back: 1 }
    expect(changeWords({ changes })).toBe(
      'You changed 5 answers: 3 from wrong to right, 1 from right to wrong, 1 back to a right one. Thinking again paid.',
    )
    expect(changeWords({ changes: { ...changes, rightToWrong: 4 } })).toContain('first thought was better')
  })

  it('tell of time and interruptions', () => {
    const base = report()
    expect(paceWords(base)).toEqual(['Half of the questions took less than 1:00; the even pace is 1:23.'])
    const pace = { ...base.pace, wrongMs: 120_000, notSeen: 2 }
    expect(paceWords({ ...base, pace, attempt: { ...base.attempt, timedOut: true } }).slice(1)).toEqual([
      'Those you missed took longer, 2:00 against 1:00.',
      '2 questions never came on screen.',
      'The time ran out.',
    ])
    expect(interruptionWords([])).toBeNull()
    expect(interruptionWords([{ at: 0, gapMs: 600_000 }])).toContain('1 interruption, 10 minutes in all')
  })
})

describe('the words of a comparison', () => {
  it('call a difference by what it can be taken for', () => {
    expect(differenceWords({ value: 0.2, low: 0.05, high: 0.3 })).toBe('better')
    expect(differenceWords({ value: -0.2, low: -0.3, high: -0.05 })).toBe('worse')
    expect(differenceWords({ value: 0.1, low: -0.1, high: 0.3 })).toBe('too close to tell')
    expect([pointsWords(0.123), pointsWords(-0.05), pointsWords(0.001)]).toEqual(['+12', '\u22125', '0'])
  })

  it('warn of questions that were in both', () => {
    const shared = { questions: 3, bothRight: 1, learned: 2, lost: 0, bothWrong: 0 }
    expect(sharedWords(shared)).toContain('2 wrong before and right now, 1 right both times')
    expect(sharedWords({ ...shared, questions: 0 })).toContain('No question was in both')
  })
})

describe('the words of readiness', () => {
  it('never say that something is certain', () => {
    expect([0, 0.004, 0.302, 0.997, 1].map(chanceWords)).toEqual([
      'under 1 %',
      'under 1 %',
      '30 %',
      'over 99 %',
      'over 99 %',
    ])
    expect(chanceRange({ value: 0.7, low: 0.291, high: 0.996 })).toBe('29 to over 99 %')
    expect(chanceRange({ value: 0.1, low: 0.001, high: 0.4 })).toBe('under 40 %')
  })

  it('name the day', () => {
    const day = { day: '2026-12-12', examDate: '2026-12-12', daysToExam: 23 }
    expect(dayWords(day)).toBe('for the exam on Saturday 12 December, in 23 days')
    expect(dayWords({ ...day, daysToExam: 0 })).toBe('for the exam today')
    expect(dayWords({ ...day, daysToExam: -2 })).toContain('has passed')
    expect(dayWords({ ...day, examDate: null, daysToExam: null })).toBe('if you sat the exam today')
    const view = readiness()
    const line = {
      ...view,
      chance: view.estimate?.chance ?? { value: 0, low: 0, high: 0 },
      share: { value: 0.74, low: 0.6, high: 0.8 },
    }
    expect(lineWords(line)).toContain('by a model\u2019s estimate')
  })

  it('say what reviewing is worth, and why an objective is worth an hour', () => {
    expect(aloneWords({ value: 0.7, low: 0.5, high: 0.9 }, 0.61)).toContain('it would be 61 %')
    expect(aloneWords({ value: 0.7, low: 0.5, high: 0.9 }, 0.7)).toBeNull()
    const [step] = readiness().next
    if (!step) throw new Error('there is a step')
    expect(stepReasons(step)).toBe('4 missed, 12 cards not begun, 1 card fading')
    expect(stepReasons({ ...step, missed: 0, unlearned: 0, weak: 0, answers: 0 })).toBe('hardly asked yet')
  })

  it('name every number of the method', () => {
    const view = readiness()
    const all = methodWords(view).join(' ')
    const { prior, kinship, halfLifeDays, repeatWeight, modeWeights, cardAnswers, leastAnswers } = view.numbers
    for (const number of [prior.right, prior.wrong, kinship, halfLifeDays, repeatWeight, cardAnswers, leastAnswers]) {
      expect(all).toContain(String(number))
    }
    for (const weight of Object.values(modeWeights)) expect(all).toContain(String(weight))
    expect(all).toContain('40 % right')
    expect(all).toContain('a model\u2019s estimate')
    expect(all).toContain('learning fast has a better chance than stated')
  })
})
