import type { Issue } from '../contract/errors.ts'
import { hasAnkiHeaders } from './anki-text/headers.ts'
import { questionFormat, type QuestionText } from './questions/detect.ts'
import { hasPackageEnding } from './signatures.ts'
import { looksLikeQuestionAnswer } from './supermemo/question-answer.ts'

export type TextFormat = 'yaml' | 'json' | 'anki-text' | 'table' | 'markdown' | 'supermemo-text' | QuestionText

/** Endings of files that may hold a table without saying so inside. */
const TABLE_ENDINGS = new Set(['', 'csv', 'tsv', 'tab', 'txt', 'text', 'dat'])

export const READABLE =
  'an Anki package, a deck file (YAML or JSON), CSV, TSV, an Anki text export, notes in Markdown, of Mnemosyne or SuperMemo, or a question bank (GIFT, Aiken, Moodle XML, QTI)'

/**
 * The format of a decoded text. What the text says of itself comes first; the ending decides only between
 * formats that the text allows.
 */
export function detectFormat(text: string, name: string): TextFormat | Issue {
  const ending = /\.([A-Za-z0-9-]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const head = text.slice(0, 4096)
  if (hasPackageEnding(name))
    return refusal(name, 'not-a-package', `${name} is not an Anki package: it holds text.`, 'text')
  if (/^\s*<(?:!doctype|html|\?xml|svg)/i.test(head)) {
    return refusal(name, 'format', 'This is a web page or an XML file, which cannot be imported.', 'HTML or XML')
  }
  if (/^\s*\{\s*(?:"|\}|$)/.test(head) || ending === 'json') return 'json'
  if (/^format:\s*['"]?epoch-/m.test(head) || ending === 'yaml' || ending === 'yml') return 'yaml'
  if (hasAnkiHeaders(text) || (ending === 'txt' && text.startsWith('#'))) return 'anki-text'
  if (ending === 'md' || ending === 'markdown') return 'markdown'
  if (TABLE_ENDINGS.has(ending) && looksLikeQuestionAnswer(text)) return 'supermemo-text'
  const questions = questionFormat(text, ending)
  if (questions !== null) return questions
  if (TABLE_ENDINGS.has(ending)) return 'table'
  return refusal(name, 'format', 'This kind of file cannot be imported.', `a text file ending in .${ending}`)
}

function refusal(file: string, code: string, message: string, found: string): Issue {
  return { severity: 'error', code, message, where: { file }, expected: READABLE, found }
}
