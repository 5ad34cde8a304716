/** The columns of one option, from 0. */
export interface OptionColumns {
  /** What the header calls it: a letter or a number. */
  readonly key: string
  readonly text: number
  readonly correct?: number
  readonly reason?: number
}

/** Which column (from 0) of a table of questions holds what. */
export interface QuestionColumns {
  readonly stem: number
  readonly options: readonly OptionColumns[]
  /** The column that names the right options; without it each option has its own. */
  readonly key: number | null
  readonly other: Readonly<Partial<Record<OtherRole, number>>>
  /** Names of columns that mean nothing here. */
  readonly unknown: readonly string[]
}

const OTHER_NAMES: Readonly<Record<string, OtherRole>> = {
  explanation: 'explanation',
  'overall explanation': 'explanation',
  rationale: 'explanation',
  feedback: 'explanation',
  'general feedback': 'explanation',
  justification: 'explanation',
  comment: 'explanation',
  comments: 'explanation',
  category: 'category',
  topic: 'category',
  section: 'category',
  chapter: 'category',
  domain: 'category',
  deck: 'category',
  tags: 'tags',
  tag: 'tags',
  keywords: 'tags',
  labels: 'tags',
  id: 'id',
  guid: 'id',
  'question id': 'id',
  title: 'title',
  name: 'title',
  difficulty: 'difficulty',
  level: 'difficulty',
  objective: 'objective',
  type: 'type',
  kind: 'type',
  'question type': 'type',
}
export type OtherRole = 'explanation' | 'category' | 'tags' | 'id' | 'title' | 'difficulty' | 'objective' | 'type'

const STEM = /^(?:question|questions|question text|questiontext|stem|question stem|prompt|query|item)$/
const KEY =
  /^(?:correct|correct (?:answer|option|choice|response|index|letter)s?|answers?|keys?|answer key|right answers?|solution)$/
const PART = '(?:answer option|answer choice|option|choice|answer|alternative|opt|distractor|response)'
const TEXT = new RegExp(`^${PART} ?([a-z]|\\d{1,2})(?: text)?$`)
const FLAG = new RegExp(`^${PART} ?([a-z]|\\d{1,2}) (?:is )?(?:correct|right)$`)
const REASONS = [
  new RegExp(`^${PART} ?([a-z]|\\d{1,2}) (?:explanation|feedback|reason|rationale)$`),
  new RegExp(`^(?:explanation|feedback|reason|rationale) ?(?:for )?(?:${PART} ?)?([a-z]|\\d{1,2})$`),
]
/** Columns that number the rows or belong to a game, which nobody misses. */
const IDLE = /^(?:#|no|nr|number|row|index|time limit|points|score|marks|weight|image|img)$/

/** Reads a record as the header of a table of questions; `null` when it is none. */
export function readQuestionHeader(cells: readonly string[]): QuestionColumns | null {
  if (cells.length < 4 || cells.length > 200) return null
  const names = cells.map(normalise)
  const found = {
    text: new Map<string, number>(),
    correct: new Map<string, number>(),
    reason: new Map<string, number>(),
  }
  const other: Partial<Record<OtherRole, number>> = {}
  const unknown: string[] = []
  let stem: number | null = null
  let key: number | null = null
  for (const [at, name] of names.entries()) {
    const role = OTHER_NAMES[name]
    const part = partOf(name)
    if (stem === null && STEM.test(name)) stem = at
    else if (part) found[part.role].set(part.key, found[part.role].get(part.key) ?? at)
    else if (key === null && KEY.test(name)) key = at
    else if (role !== undefined && other[role] === undefined) other[role] = at
    else if (name !== '' && !IDLE.test(name)) unknown.push((cells[at] ?? '').trim())
  }
  if (stem === null || found.text.size < 2 || (key === null && found.correct.size < 2)) return null
  const options = [...found.text].map(([name, text]) =>
    optionOf(name, text, found.correct.get(name), found.reason.get(name)),
  )
  return { stem, options, key: found.correct.size >= 2 ? null : key, other, unknown }
}

function optionOf(key: string, text: number, correct?: number, reason?: number): OptionColumns {
  return { key, text, ...(correct === undefined ? {} : { correct }), ...(reason === undefined ? {} : { reason }) }
}

function partOf(name: string): { role: 'text' | 'correct' | 'reason'; key: string } | null {
  const [, flag] = FLAG.exec(name) ?? []
  if (flag !== undefined) return { role: 'correct', key: flag }
  for (const pattern of REASONS) {
    const [, reason] = pattern.exec(name) ?? []
    if (reason !== undefined) return { role: 'reason', key: reason }
  }
  const [, text] = TEXT.exec(name) ?? []
  if (text !== undefined) return { role: 'text', key: text }
  return /^[a-h]$/.test(name) ? { role: 'text', key: name } : null
}

/** Small letters, one blank between words; what stands in brackets or after a dash is a remark. */
function normalise(cell: string): string {
  return cell
    .replace(/^\ufeff/, '')
    .replace(/\(.*?\)/g, ' ')
    .replace(/\s+[-–:]\s.*$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_.\s-]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/([a-z])(\d{1,2})$/, '$1 $2')
}
