import vm from 'node:vm'

/** A regular expression that goes back and forth for longer than this over a handful of notes never comes to an end. */
const PATIENCE_MS = 2000

const SCRIPT = new vm.Script('run()')
const holder = { run: (): void => undefined }
const room = vm.createContext(holder)

/**
 * Runs work that a person's regular expression may make endless.
 * @returns false when it was stopped after two seconds
 */
export function bounded(run: () => void, patienceMs = PATIENCE_MS): boolean {
  holder.run = run
  try {
    SCRIPT.runInContext(room, { timeout: patienceMs })
    return true
  } catch (error) {
    // The error comes from the other room, where it is an Error of another make.
    if (codeOf(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false
    throw error
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}
