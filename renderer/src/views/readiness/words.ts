import type {
  Range,
  ReadinessLine,
  ReadinessView,
  StudyStep,
} from '../../../../electron/contract/procedures/readiness.ts'
import { longDay } from '../../format/dates.ts'
import { amount, count, minutes, percent } from '../../format/words.ts'

/** A probability for people: never nothing and never certain. */
export function chanceWords(chance: number): string {
  if (chance < 0.01) return 'under 1 %'
  if (chance > 0.99) return 'over 99 %'
  return percent(chance)
}

/** `29 to 98 %` */
export function chanceRange({ low, high }: Range): string {
  if (low < 0.01) return `under ${chanceWords(Math.max(high, 0.01))}`
  if (high > 0.99) return `${Math.round(low * 100)} to over 99 %`
  return `${Math.round(low * 100)} to ${percent(high)}`
}

/** For which day the forecast is made: `for the exam on Saturday 12 December, in 23 days`. */
export function dayWords({
  examDate,
  daysToExam,
  day,
}: Pick<ReadinessView, 'examDate' | 'daysToExam' | 'day'>): string {
  if (examDate === null || daysToExam === null) return 'if you sat the exam today'
  if (daysToExam < 0) return 'if you sat the exam today; the date that is set has passed'
  if (daysToExam === 0) return 'for the exam today'
  return `for the exam on ${longDay(day)}, in ${amount(daysToExam, 'day')}`
}

/** Readiness in a calm line. */
export function lineWords({ chance, needed, outOf, daysToExam }: ReadinessLine): string {
  const when = daysToExam === null || daysToExam < 0 ? 'today' : 'on the day'
  return `${chanceWords(chance.value)} chance of at least ${needed} of ${outOf} right ${when}, by a model\u2019s estimate`
}

/** What an interval of the share means for the chance. */
export function reachWords({ chance, share }: { readonly chance: Range; readonly share: Range }): string {
  const range = `${Math.round(share.low * 100)} to ${percent(share.high)}`
  return `What you know now is worth ${range} right. At the low end of that the chance would be ${chanceWords(chance.low)}, at the high end ${chanceWords(chance.high)}: more answers bring the two together.`
}

/** What reviewing is worth, or null where it makes no difference yet. */
export function aloneWords(chance: Range, leftAlone: number): string | null {
  if (chance.value - leftAlone < 0.005) return null
  return `It takes for granted that you keep up your reviews. Without any from today on it would be ${chanceWords(leftAlone)}.`
}

/** What would help while there is too little data. */
export function littleWords({ data }: Pick<ReadinessView, 'data'>): string {
  const so =
    data.answers === 0
      ? 'No exam question has been answered yet.'
      : `There are ${amount(data.answers, 'answer')} so far, ${count(data.firstSeen)} of them to questions seen for the first time; old answers and repeats count little.`
  return `${so} About ${amount(data.missing, 'more question')} that you have not seen would do: a mock exam, or quick quizzes.`
}

/** Why an objective is worth an hour: `4 missed, 12 cards not begun`. */
export function stepReasons(step: StudyStep): string {
  const parts = [
    step.missed > 0 && `${count(step.missed)} missed`,
    step.unlearned > 0 && `${amount(step.unlearned, 'card')} not begun`,
    step.weak > 0 && `${amount(step.weak, 'card')} fading`,
  ].filter((part) => part !== false)
  return parts.length > 0 ? parts.join(', ') : step.answers < 0.5 ? 'hardly asked yet' : 'right less often than most'
}

/** Scored questions more that are expected right for an hour of it. */
export function perHour(step: Pick<StudyStep, 'questions' | 'minutes'>): number {
  return (step.questions * 60) / step.minutes
}

/** What working through all of these takes and brings. */
export function sumWords(steps: readonly StudyStep[], outOf: number): string {
  const sum = (key: 'minutes' | 'questions' | 'chance') => steps.reduce((all, step) => all + step[key], 0)
  const points = sum('chance') * 100
  const chance = points >= 0.5 ? `, and about ${Math.round(points)} points to the chance` : ''
  return `All ${count(steps.length)} of them take about ${count(minutes(sum('minutes')))} minutes and are expected to add ${sum('questions').toFixed(1)} of ${outOf} right${chance}.`
}

/** The words with their percentages in one piece, so that no line begins with a bare sign. */
export function inOnePiece(words: string): string {
  return words.replaceAll(/(\d) %/g, '$1\u00a0%')
}

/** Every number of the method in a sentence each. */
export function methodWords({ numbers: n, passShare, needed, outOf, data }: ReadinessView): string[] {
  return [
    `Passing is at least ${needed} of ${outOf} scored questions right, ${percent(passShare)}, by this exam\u2019s blueprint. Its owner may count in a way that is not published.`,
    `The questions of the bank are taken to be as hard as those of the exam. If they are easier, the chance is lower than stated.`,
    `Each domain has a share of right answers of its own, drawn towards the share over all domains as if by ${n.kinship} answers (a Beta-binomial by domain). Before any answer, the total starts from ${n.prior.right} right and ${n.prior.wrong} wrong.`,
    `An answer counts ${n.modeWeights.exam} in a mock exam, ${n.modeWeights.practice} in practice and ${n.modeWeights.quiz} in a quiz, half of that after ${n.halfLifeDays} days, and a tenth for each time the question was seen before (${n.repeatWeight}). Your ${amount(data.answers, 'answer')} count as ${data.weighted.toFixed(0)}.`,
    `Cards join in by the recall that FSRS predicts for the day: an objective of which nothing is remembered counts as ${percent(n.cardShare.none)} right, one that is remembered whole as ${percent(n.cardShare.all)}. All cards together count as at most ${n.cardAnswers} answers. ${count(data.learned)} of ${amount(data.cards, 'card')} are learned.`,
    `Your answers of the last weeks are taken to show what you will know on the day. Whoever is learning fast has a better chance than stated, by up to 20 points in our simulations, and whoever is forgetting a worse one.`,
    `Below ${n.leastAnswers} answers by weight nothing is stated. Intervals are 90 % ones.`,
    `What to study next assumes that working through an objective closes ${percent(n.closes)} of its gap to ${percent(n.cardShare.all)}.`,
    `These numbers were chosen by simulating learners whose true chance is known. No study has shown how well practice answers and card recall foretell this exam, so take it as a model\u2019s estimate.`,
  ]
}
