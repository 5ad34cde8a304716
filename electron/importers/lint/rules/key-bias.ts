import type { ContentOf } from '../../../contract/content/note-content.ts'
import type { Issue } from '../../../contract/errors.ts'
import type { Bank, LintFile } from '../bank.ts'

/** Share above which the key gives itself away. */
const MOST = 0.3
/** Below so many questions shares mean nothing. */
const FEWEST = 20

/** The key of a bank's multiple-choice questions is not told by its length or its position in the file. */
export function keyBias(bank: Bank): Issue[] {
  return bank.files.filter((file) => file.exam !== null).flatMap(check)
}

function check({ file, notes }: LintFile): Issue[] {
  const questions = notes.map((note) => note.content).filter((content) => content.kind === 'multiple-choice')
  if (questions.length < FEWEST) return []
  const issues: Issue[] = []
  const tell = (code: string, what: string, count: number) => {
    if (count <= MOST * questions.length) return
    const share = Math.round((100 * count) / questions.length)
    const message = `The key ${what} in ${share} % of the multiple-choice questions.`
    const expected = `at most ${100 * MOST} %`
    issues.push({
      severity: 'error',
      code,
      message,
      where: { file },
      expected,
      found: `${count} of ${questions.length}`,
    })
  }
  tell('key-longest', 'is the longest option', questions.filter(keyIsLongest).length)
  for (const [position, same] of Map.groupBy(questions, keyPosition)) {
    tell('key-position', `stands at place ${position + 1}`, same.length)
  }
  return issues
}

type Question = ContentOf<'multiple-choice'>

function keyPosition({ options }: Question): number {
  return options.findIndex((option) => option.correct === true)
}

function keyIsLongest({ options }: Question): boolean {
  const longest = Math.max(...options.filter((option) => option.correct !== true).map((option) => option.text.length))
  return options.some((option) => option.correct === true && option.text.length > longest)
}
