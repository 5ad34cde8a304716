import type { AttemptReport, ReportItem } from '../../contract/procedures/exam.ts'
import type { Answer, QuestionView } from '../../contract/shapes.ts'
import { plainText } from '../cards/plain-text.ts'

const HEAD = [
  'Number',
  'Question',
  'Kind',
  'Domain',
  'Task',
  'Objective',
  'Scored',
  'Result',
  'Your answer',
  'Right answer',
  'Seconds',
  'Answers given up',
  'Flagged',
  'Guess',
  'Seen before',
  'Explanation',
  'References',
  'Facts checked',
]

/** The questions of a report as CSV (RFC 4180, with a byte order mark, so that spreadsheets read it as UTF-8). */
export function reportCsv(report: AttemptReport): string {
  const rows = [HEAD, ...report.items.map(rowOf)]
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** Everything in a report as JSON, with the name of its format. */
export function reportJson(report: AttemptReport): string {
  return `${JSON.stringify({ format: 'epoch-report/1', ...report }, null, 2)}\n`
}

/**
 * A cell of CSV. Text that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection);
 * numbers stay as they are.
 */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function rowOf(item: ReportItem): (string | number)[] {
  const { response } = item
  return [
    item.ordinal + 1,
    plainText(item.question.stem),
    item.question.kind,
    item.domain,
    item.task ?? '',
    item.objective ?? '',
    yesNo(item.scored),
    item.right ? 'right' : response.answer === null ? 'no answer' : 'wrong',
    answerText(item.question, response.answer),
    answerText(item.question, item.key.answer),
    Math.round(response.spentMs / 1000),
    item.replaced.length,
    yesNo(response.flagged),
    yesNo(response.guessed),
    yesNo(item.seenBefore),
    plainText(item.key.explanation ?? ''),
    item.references.map(({ title, url }) => `${title} <${url}>`).join('; '),
    item.verifiedOn ?? '',
  ]
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no'
}

/** An answer in the question's own words. */
export function answerText(question: QuestionView, answer: Answer | null): string {
  if (answer?.type === 'choices' && 'options' in question) {
    return answer.choices.map((index) => plainText(question.options[index] ?? '')).join('; ')
  }
  if (answer?.type === 'order' && 'items' in question) {
    return answer.order.map((index, at) => `${at + 1}. ${plainText(question.items[index] ?? '')}`).join('; ')
  }
  if (answer?.type === 'pairs' && 'prompts' in question) {
    return answer.pairs
      .map((response, at) => {
        const given = response === null ? 'none' : plainText(question.responses[response] ?? '')
        return `${plainText(question.prompts[at] ?? '')}: ${given}`
      })
      .join('; ')
  }
  return ''
}
