import type { ActionId } from './actions.ts'
import type { Handlers } from '../stores/keys.ts'

/** The seven flags, and the actions that set each. */
const FLAGS = [1, 2, 3, 4, 5, 6, 7] as const

/**
 * Handlers for the keys of the seven flags.
 * @param run is given the flag of the key that was pressed
 */
export function flagHandlers(scope: 'review' | 'browse', run: (flag: number) => void | Promise<void>): Handlers {
  return Object.fromEntries(
    FLAGS.map((flag): [ActionId, () => void | Promise<void>] => [`${scope}.flag${flag}`, () => run(flag)]),
  )
}

/** The flag after a flag's key was pressed: that one, or none where it was there already. */
export function flagAfter(now: number, pressed: number): number {
  return now === pressed ? 0 : pressed
}
