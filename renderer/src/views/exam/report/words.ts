import type { AttemptMode, AttemptReport, ShareEstimate } from '../../../../../electron/contract/procedures/exam.ts'
import { amount, percent } from '../../../format/words.ts'
import { spent } from '../time.ts'

/** `62 to 83 %` */
export function rangeWords({ low, high }: Pick<ShareEstimate, 'low' | 'high'>): string {
  return `${Math.round(low * 100)} to ${percent(high)}`
}

/** What an interval around a result says about the pass line. */
export function intervalWords({ low, high }: Pick<ShareEstimate, 'low' | 'high'>, passShare: number): string {
  if (low >= passShare) return 'All of it lies above the line: a result like this is not luck.'
  if (high < passShare) return 'All of it lies below the line: there is something to learn first.'
  return 'The line lies inside it, so that on another day the same knowledge could fall on either side.'
}

/** What a result by domain can say, by how few questions it rests on; empty when it rests on none. */
export function domainWords(estimates: readonly ShareEstimate[]): string {
  const asked = estimates.filter((one) => one.of > 0)
  if (asked.length === 0) return ''
  const counts = asked.map((one) => one.of)
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  const width = Math.round(Math.max(...asked.map((one) => one.high - one.low)) * 100)
  const few = least === most ? amount(most, 'question') : `${least} to ${amount(most, 'question')}`
  return `With ${few} each, an interval is up to ${width} points wide. It tells hardly anything known from nearly all known, not 60 % from 75 %: take it as where to look first. Several exams together say more.`
}

/** `Of 100 fresh exams …`, or null where that cannot be said. */
export function againWords(again: number | null): string | null {
  if (again === null) return null
  const times = Math.round(again * 100)
  const words =
    times === 0
      ? 'fewer than once'
      : times === 100
        ? 'more than 99 times'
        : times === 1
          ? 'about once'
          : `about ${times} times`
  return `On fresh exams as hard as this one, the same knowledge would pass ${words} in 100.`
}

/** What a report of this kind can tell and what it cannot. */
export const MODE_WORDS: Readonly<Record<Exclude<AttemptMode, 'exam'>, string>> = {
  practice:
    'Practice shows the key after each question and has no clock, so this tells what you know with time to think. It says little about how you would do at the test center; a mock exam does.',
  quiz: 'A quiz asks what you chose, not what an exam would ask. It tells how you stand in that choice, and nothing about passing.',
}

/** How the time was spent, in sentences. */
export function paceWords({ pace, evenPaceMs, attempt, items }: AttemptReport): string[] {
  const words = [`Half of the questions took less than ${spent(pace.medianMs)}; the even pace is ${spent(evenPaceMs)}.`]
  if (pace.rightMs !== null && pace.wrongMs !== null && pace.wrongMs > pace.rightMs * 1.3) {
    words.push(`Those you missed took longer, ${spent(pace.wrongMs)} against ${spent(pace.rightMs)}.`)
  }
  if (pace.notSeen > 0) words.push(`${amount(pace.notSeen, 'question')} never came on screen.`)
  else if (items.length >= 20 && pace.lastQuarterMs < pace.medianMs * 0.6) {
    words.push(`The last quarter was hurried: ${spent(pace.lastQuarterMs)} a question.`)
  }
  if (attempt.timedOut) words.push('The time ran out.')
  return words
}

/** What became of answers that were changed, or null when none was. */
export function changeWords({ changes }: Pick<AttemptReport, 'changes'>): string | null {
  const { wrongToRight, rightToWrong, wrongToWrong, back } = changes
  const all = wrongToRight + rightToWrong + wrongToWrong + back
  if (all === 0) return null
  const parts = [
    wrongToRight > 0 && `${wrongToRight} from wrong to right`,
    rightToWrong > 0 && `${rightToWrong} from right to wrong`,
    wrongToWrong > 0 && `${wrongToWrong} from wrong to wrong`,
    back > 0 && `${back} back to a right one`,
  ].filter((part) => part !== false)
  const verdict =
    wrongToRight > rightToWrong
      ? ' Thinking again paid.'
      : rightToWrong > wrongToRight
        ? ' The first thought was better more often.'
        : ''
  return `You changed ${amount(all, 'answer')}: ${parts.join(', ')}.${verdict}`
}

/** How often and how long the exam was interrupted, or null when it was not. */
export function interruptionWords(gaps: AttemptReport['interruptions']): string | null {
  if (gaps.length === 0) return null
  const minutes = Math.round(gaps.reduce((sum, gap) => sum + gap.gapMs, 0) / 60_000)
  const long = minutes > 0 ? `, ${amount(minutes, 'minute')} in all` : ''
  return `${amount(gaps.length, 'interruption')}${long}; the clock stood still meanwhile. The test center allows none.`
}
