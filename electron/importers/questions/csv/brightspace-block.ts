import type { Place } from '../../../contract/errors.ts'
import { BARE_DRAFT, type DraftBody, type DraftOption, type DraftQuestion } from '../draft.ts'
import { QUESTION_LIMITS } from '../limits.ts'
import { createTextReader, type TextReader } from '../rich-text.ts'
import { partMarks } from '../weights.ts'

/** The records of one question; names in small letters. */
export interface BrightspaceBlock {
  /** From 1. */
  readonly line: number
  /** MC, MS, TF, M, O, SA, WR. */
  readonly type: string
  readonly records: { readonly name: string; readonly values: readonly string[] }[]
}

interface BlockReader {
  readonly text: (value: string | undefined, flag?: string) => string
  readonly line: (value: string | undefined, flag?: string) => string
  readonly all: (name: string) => readonly (readonly string[])[]
  readonly first: (name: string) => readonly string[]
}

/** A block as a draft. */
export function blockDraft(
  block: BrightspaceBlock,
  where: Place,
  keep: (path: string) => string | null,
): DraftQuestion {
  const reader = createTextReader(() => null)
  const read = blockReader(block, reader)
  const { body, lost } = bodyOf(block, read)
  const [image = ''] = read.first('image')
  const picture = image === '' ? null : keep(image)
  const shown = picture === null ? '' : `![](${picture})`
  const stem = read.text(...pair(read.first('questiontext')))
  const points = Number(read.first('points')[0] || read.first('pts')[0] || 1)
  return {
    ...BARE_DRAFT,
    where,
    title: read.first('title')[0] ?? '',
    id: read.first('id')[0] ?? '',
    stem: [stem, shown].filter((text) => text !== '').join('\n\n'),
    explanation: read.text(filled(read.first('feedback'))),
    body,
    lost: [
      ...lost,
      ...(filled(read.first('hint')) === '' ? [] : ['its hint']),
      ...(points === 1 ? [] : [`its weight (${points} marks)`]),
      ...[...reader.dropped].map((name) => `its <${name}>`),
    ],
  }
}

/** Text and whether it is HTML stand side by side. */
function pair(values: readonly string[]): [string, string] {
  return [values[0] ?? '', values[1] ?? '']
}

/** Feedback and hints stand in the column that their program liked. */
function filled(values: readonly string[]): string {
  return values.find((value) => value !== '' && !/^(?:not )?html$/i.test(value)) ?? ''
}

function blockReader(block: BrightspaceBlock, reader: TextReader): BlockReader {
  const convert = (value: string, flag: string, inline: boolean): string => {
    const html = /^html$/i.test(flag) || /<\/?(?:p|br|div|span|b|i|strong|em|img|ul|li|sub|sup)\b[^<>]*>/i.test(value)
    const format = html && !/^not html$/i.test(flag) ? 'html' : 'plain'
    return inline ? reader.line(value, format) : reader.block(value, format)
  }
  const all = (name: string) => block.records.filter((one) => one.name === name).map(({ values }) => values)
  return {
    text: (value = '', flag = '') => convert(value, flag, false),
    line: (value = '', flag = '') => convert(value, flag, true),
    all,
    first: (name) => all(name)[0] ?? [],
  }
}

interface Read {
  readonly body: DraftBody
  readonly lost: readonly string[]
}

function bodyOf(block: BrightspaceBlock, read: BlockReader): Read {
  switch (block.type) {
    case 'MC':
    case 'MS':
      return choice(block.type === 'MS', read)
    case 'TF':
      return trueFalse(read)
    case 'M':
      return { body: matching(read), lost: [] }
    case 'O':
      return { body: ordering(read), lost: [] }
    case 'SA':
      return short(read)
    default: {
      const what = block.type === 'WR' ? 'an essay question' : `a question of the type ${block.type.slice(0, 20)}`
      return { body: { type: 'unsupported', what }, lost: [] }
    }
  }
}

function choice(several: boolean, read: BlockReader): Read {
  const rows = read.all('option')
  const marks = rows.map(([weight]) => Number(weight) || 0)
  const options = rows.map(([, text, flag, reason], index) => ({
    text: read.line(text, flag),
    reason: read.text(reason),
    correct: several ? (marks[index] ?? 0) > 0 : marks[index] === 100,
  }))
  return { body: { type: 'choice', several, options }, lost: several ? [] : partMarks(marks, false) }
}

function trueFalse(read: BlockReader): Read {
  const option = (text: string, name: string) => {
    const [weight = '', reason, flag] = read.first(name)
    return { text, reason: read.text(reason, flag), correct: Number(weight) > 0 }
  }
  return {
    body: { type: 'choice', several: false, options: [option('True', 'true'), option('False', 'false')] },
    lost: [],
  }
}

/** A match whose number no choice has is a distractor. */
function matching(read: BlockReader): DraftBody {
  const matches = read.all('match').map(([number = '', text, flag]) => ({ number, text: read.line(text, flag) }))
  const choices = read.all('choice').map(([number = '', text, flag]) => ({ number, text: read.line(text, flag) }))
  const pairs = choices.slice(0, QUESTION_LIMITS.parts).flatMap(({ number, text }) =>
    matches
      .slice(0, QUESTION_LIMITS.parts)
      .filter((match) => match.number === number)
      .map((match) => ({ prompt: text, response: match.text, reason: '' })),
  )
  const numbers = new Set(choices.map(({ number }) => number))
  const unused = matches
    .filter(({ number }) => !numbers.has(number))
    .map(({ text }): DraftOption => ({ text, reason: '' }))
  return { type: 'matching', pairs, unused }
}

function ordering(read: BlockReader): DraftBody {
  const items = read
    .all('item')
    .map(([text, flag, reason]) => ({ text: read.line(text, flag), reason: read.text(reason) }))
  return { type: 'ordering', items, unused: [] }
}

function short(read: BlockReader): Read {
  const rows = read.all('answer').map(([weight, text = '', flag = '']) => ({ mark: Number(weight) || 0, text, flag }))
  const right = rows.filter(({ mark }) => mark === 100)
  const lost = [
    ...(rows.some(({ mark }) => mark > 0 && mark < 100) ? ['part marks'] : []),
    ...(right.some(({ flag }) => /regexp/i.test(flag)) ? ['patterns in its answers'] : []),
  ]
  return { body: { type: 'typed', answers: right.map(({ text }) => text), caseSensitive: false }, lost }
}
