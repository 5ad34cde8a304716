/** A question as its lines give it; lines count from 1. */
export interface AikenBlock {
  readonly line: number
  readonly stem: string[]
  readonly options: { readonly letter: string; readonly line: number; readonly text: string[] }[]
  answer: { readonly letters: readonly string[]; readonly line: number } | null
  readonly feedback: string[]
}

const OPTION = /^\(?([A-Za-z])[.)]\s*(.*)$/
const ANSWER = /^ANSWERS?\s*[:：]\s*(.*)$/i
const FEEDBACK = /^(?:FEEDBACK|EXPLANATION|RATIONALE)\s*:\s*(.*)$/i

/** Does a text look like Aiken: options with letters, and lines that name the right one? */
export function looksLikeAiken(head: string): boolean {
  return /^\s*ANSWERS?\s*:\s*\(?[A-Z]\b/m.test(head) && /^\s*\(?[A-B][.)]\s*\S/m.test(head)
}

/** Splits a text into questions. An answer line ends one; so does a new text after a blank line. */
export function aikenBlocks(text: string): AikenBlock[] {
  const blocks: AikenBlock[] = []
  let block: AikenBlock | null = null
  let afterBlank = true
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1
    const words = raw.trim()
    if (words === '') {
      afterBlank = true
      continue
    }
    if (block === null || beginsNew(words, block, afterBlank)) {
      block = { line, stem: [], options: [], answer: null, feedback: [] }
      blocks.push(block)
    }
    addLine(block, words, line)
    afterBlank = false
  }
  return blocks
}

function beginsNew(words: string, block: AikenBlock, afterBlank: boolean): boolean {
  if (block.answer !== null) return !FEEDBACK.test(words)
  return afterBlank && block.options.length > 0 && !OPTION.test(words) && !ANSWER.test(words)
}

function addLine(block: AikenBlock, words: string, line: number): void {
  const [, answer] = ANSWER.exec(words) ?? []
  const [, letter, option] = OPTION.exec(words) ?? []
  const [, feedback] = FEEDBACK.exec(words) ?? []
  const last = block.options.at(-1)
  if (block.answer !== null) block.feedback.push(feedback ?? words)
  else if (answer !== undefined && last) block.answer = { letters: lettersOf(answer), line }
  else if (letter !== undefined && isNext(letter, block)) {
    block.options.push({ letter: letter.toUpperCase(), line, text: [option ?? ''] })
  } else if (last) last.text.push(words)
  else block.stem.push(words)
}

/** The first option is A; a stem that begins with another letter and a dot is text. */
function isNext(letter: string, block: AikenBlock): boolean {
  return block.options.length > 0 || letter.toUpperCase() === 'A'
}

function lettersOf(answer: string): string[] {
  const letters = answer
    .split(/[\s,;&/]+|\band\b/i)
    .map((part) => part.replace(/[().]/g, '').toUpperCase())
    .filter((part) => part !== '')
  return [...new Set(letters.flatMap((part) => (/^[A-Z]{2,8}$/.test(part) ? [...part] : [part])))]
}
