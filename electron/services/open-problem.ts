import type { OpenProblem } from '../store/open.ts'

/** Where the Epoch that has the collection open is served, or null. */
export function runningAt(problem: OpenProblem): string | null {
  return problem.code === 'locked' ? (problem.owner?.url ?? null) : null
}

/** Says in a sentence or two why the collection can't be opened and what to do. */
export function explainOpenProblem(problem: OpenProblem, dataDir: string): string {
  switch (problem.code) {
    case 'locked': {
      const url = runningAt(problem)
      const where = url ? `: ${url}` : '. Close it first, or choose another folder with --data.'
      return `Epoch is already running with the data folder ${dataDir}${where}`
    }
    case 'damaged':
      return `${problem.message} Nothing was changed. "epoch restore" lists your backups, "epoch restore FILE" puts one in its place, and "epoch restore --salvage" takes out what can still be read. The damaged file is kept in any case.`
    default:
      return problem.message
  }
}
