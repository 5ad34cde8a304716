import type { Issue } from '../../contract/errors.ts'
import { categoryPath } from '../../importers/questions/category.ts'
import { escapeGift } from '../../importers/questions/gift/escapes.ts'
import { idOfGuid } from '../../importers/questions/identity.ts'
import {
  commonLosses,
  lossOf,
  questionsOf,
  tagsOf,
  type ExportedNote,
  type ExportedQuestion,
  type ExportLosses,
} from '../question-bank.ts'
import { answersOf } from './answers.ts'

export interface GiftExport extends ExportLosses {
  readonly text: string
}

/**
 * Questions as GIFT, for Moodle and others: texts as Markdown, decks as categories, guids and tags in comments, so
 * that importing the text gives the same questions again. What GIFT has no place for is told note by note.
 */
export function toGift(notes: readonly ExportedNote[]): GiftExport {
  const { questions, issues } = questionsOf(notes)
  const losses: Issue[] = [...issues]
  const blocks: string[] = []
  let deck: string | null = null
  for (const question of questions) {
    if (question.deck !== deck) {
      deck = question.deck
      blocks.push(`$CATEGORY: ${categoryPath(deck)}`)
    }
    const place = notes.indexOf(question) + 1
    const { section, lost } = answersOf(question.content)
    const all = [...lost, ...mediaIn(question), ...commonLosses(question)]
    if (section === null) losses.push(unwritable(question, place))
    else blocks.push(`${comments(question)}[markdown]${escapeGift(stemOf(question))} {${section}}`)
    if (section !== null && all.length > 0) losses.push(lossOf(question, place, all))
  }
  const written = questions.length - losses.filter(({ code }) => code === 'gift-arrow').length
  return { text: blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`, written, issues: losses }
}

function stemOf({ content }: ExportedQuestion): string {
  return content.kind === 'typed' ? content.front : content.stem
}

function comments(question: ExportedQuestion): string {
  const tags = tagsOf(question).map((tag) => ` [tag:${tag.replaceAll(']', '\\]')}]`)
  return `// [id:${idOfGuid(question.guid)}]${tags.join('')}\n`
}

function mediaIn({ content }: ExportedQuestion): string[] {
  return /!\[[^\]]*\]\([^)]+\)|\[sound:[^\]]+\]/.test(JSON.stringify(content)) ? ['its pictures and sounds'] : []
}

function unwritable(question: ExportedQuestion, place: number): Issue {
  const { message, ...rest } = lossOf(question, place, [])
  return {
    ...rest,
    severity: 'error',
    code: 'gift-arrow',
    message: message.replace(/ goes out without.*$/, ' holds -> where GIFT would take it for a pair, so it stays out.'),
    expected: 'a text without ->',
    found: '->',
  }
}
