import type { ContentOf } from '../../contract/content/note-content.ts'
import { escapeGift } from '../../importers/questions/gift/escapes.ts'
import type { ExportedQuestion } from '../question-bank.ts'

/** What stands between the braces; `null` when GIFT has no way to write it. */
export interface GiftAnswers {
  readonly section: string | null
  readonly lost: readonly string[]
}

/** The answers of a question with its general feedback. */
export function answersOf(content: ExportedQuestion['content']): GiftAnswers {
  switch (content.kind) {
    case 'multiple-choice':
      return { section: choice(content), lost: [] }
    case 'multiple-response':
      return { section: choice(content), lost: [] }
    case 'matching':
      return matching(content)
    case 'ordering':
      return ordering(content)
    case 'typed':
      return typed(content)
  }
}

/** Texts take the format of the stem, unless they begin like a format of their own. */
function giftText(text: string): string {
  const plain = text.trim()
  const escaped = escapeGift(plain)
  return /^(?:\[(?:html|moodle|plain|markdown)\]|\/\/|\$)/.test(plain) ? `[markdown]${escaped}` : escaped
}

function feedback(text: string | undefined): string {
  return text === undefined ? '' : `#${giftText(text)}`
}

function general(text: string | undefined): string {
  return text === undefined ? '\n' : `\n\t####${giftText(text)}\n`
}

/** Moodle knows these shares: 100 divided by the number of right options, five decimals. */
function share(right: number): string {
  return String(Math.round((100 / right) * 100_000) / 100_000)
}

function choice(content: ContentOf<'multiple-choice' | 'multiple-response'>): string {
  const several = content.kind === 'multiple-response'
  const right = content.options.filter((option) => option.correct === true).length
  const lines = content.options.map(({ text, reason, correct }) => {
    const sign = correct === true && !several ? '=' : '~'
    const mark = correct === true ? (several ? share(right) : '100') : several ? '-100' : '0'
    // Text that begins with a percent sign would be taken for a weight.
    const weight = several || text.trim().startsWith('%') ? `%${mark}%` : ''
    return `\n\t${sign}${weight}${giftText(text)}${feedback(reason)}`
  })
  return `${lines.join('')}${general(content.explanation)}`
}

function matching(content: ContentOf<'matching'>): GiftAnswers {
  const { pairs, unused = [], explanation } = content
  if (pairs.some(({ prompt }) => prompt.includes('->'))) return { section: null, lost: [] }
  const lines = [
    ...pairs.map(({ prompt, response }) => `\n\t=${giftText(prompt)} -> ${giftText(response)}`),
    ...unused.map(({ text }) => `\n\t= -> ${giftText(text)}`),
  ]
  const reasons = [...pairs, ...unused].some(({ reason }) => reason !== undefined)
  return { section: `${lines.join('')}${general(explanation)}`, lost: reasons ? ['the reasons of its responses'] : [] }
}

/** Core GIFT has no ordering: this is the form of Moodle's ordering plugin, an item a line. */
function ordering(content: ContentOf<'ordering'>): GiftAnswers {
  const { items, unused = [], explanation } = content
  const lines = items.map(({ text }) => `\n${giftText(text)}`)
  const lost = [
    'a form that programs other than Moodle read (its ordering plugin is needed)',
    ...(unused.length > 0 ? ['its items that belong nowhere'] : []),
    ...([...items, ...unused].some(({ reason }) => reason !== undefined) ? ['the reasons of its items'] : []),
  ]
  return {
    section: `>${items.length} ALL VERTICAL ALL_OR_NOTHING SHOW none${lines.join('')}${general(explanation)}`,
    lost,
  }
}

function typed(content: ContentOf<'typed'>): GiftAnswers {
  const answers = [content.answer, ...(content.accept ?? [])]
  if (answers.some((answer) => answer.includes('->'))) return { section: null, lost: [] }
  const lines = answers.map((answer) => `\n\t=${answer.startsWith('%') ? '%100%' : ''}${giftText(answer)}`)
  const lost = content.caseSensitive === true ? ['the difference between capitals and small letters'] : []
  return { section: `${lines.join('')}${general(content.extra)}`, lost }
}
