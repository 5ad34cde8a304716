import type { Issue } from '../../contract/errors.ts'
import { IMPORT_LIMITS } from '../limits.ts'
import type { Problem } from '../issue-log.ts'

const LONGEST = 200

/** A refusal of the whole file. */
export function refusal(file: string, code: string, message: string, expected?: string, found?: string): Issue {
  return {
    severity: 'error',
    code,
    message,
    where: { file },
    ...(expected === undefined ? {} : { expected }),
    ...(found === undefined ? {} : { found: found.slice(0, LONGEST) }),
  }
}

/** The refusal of a collection that cannot be read to its end. */
export function damaged(file: string, found: string): Issue {
  return refusal(
    file,
    'damaged-collection',
    `The collection in ${file} is damaged. In Anki, run Check Database there, and export it again.`,
    'an Anki collection that is whole',
    found,
  )
}

/** Words for a text from the file: not too long. */
export function shown(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** Gathers what is told of an import, bounded in memory: of each code the first ones, and how many there were. */
export class Findings {
  readonly #file: string
  readonly #kept: Issue[] = []
  readonly #counts = new Map<string, number>()
  readonly #most: number

  constructor(file: string, most = IMPORT_LIMITS.issues) {
    this.#file = file
    this.#most = most
  }

  /** Something that is not as the file has it; each is listed until there are too many. */
  warn(problem: Omit<Problem, 'where'> & { where?: Partial<Problem['where']> }): void {
    const { code } = problem
    const count = (this.#counts.get(code) ?? 0) + 1
    this.#counts.set(code, count)
    if (count > this.#most || this.#kept.length >= this.#most * 2) return
    const { where, found, ...rest } = problem
    this.#kept.push({
      severity: 'warning',
      ...rest,
      ...(found === undefined ? {} : { found: shown(found) }),
      where: { file: this.#file, ...where },
    })
  }

  /** Would one more of a code be listed? What is costly to put into words is worked out only then. */
  lists(code: string): boolean {
    return (this.#counts.get(code) ?? 0) < this.#most && this.#kept.length < this.#most * 2
  }

  /** How many there were of a code. */
  count(code: string): number {
    return this.#counts.get(code) ?? 0
  }

  /** What was found in the order in which it was met; where a code had too many, its total follows. */
  list(): Issue[] {
    const listed = new Map<string, number>()
    for (const { code } of this.#kept) listed.set(code, (listed.get(code) ?? 0) + 1)
    const rest = [...this.#counts].flatMap(([code, count]): Issue[] => {
      const more = count - (listed.get(code) ?? 0)
      if (more === 0) return []
      const message = `and ${more} more like this, ${count} in all`
      return [{ severity: 'warning', code, message, where: { file: this.#file } }]
    })
    return [...this.#kept, ...rest]
  }
}
