import type { ActionId } from '../../keys/actions.ts'
import { useActions } from '../../keys/useActions.ts'
import type { Handler } from '../../stores/keys.ts'

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const

/** Letter keys of the first `count` options choose them; with Shift they strike them out, where that is possible. */
export function useLetterKeys(
  count: number,
  choose: (index: number) => Promise<void> | undefined,
  strike: ((index: number) => void) | null,
): void {
  const handlers: Partial<Record<ActionId, Handler>> = {}
  for (const [index, letter] of LETTERS.slice(0, count).entries()) {
    handlers[`sitting.choose${letter}`] = () => choose(index)
    if (strike) handlers[`sitting.strike${letter}`] = () => strike(index)
  }
  useActions('sitting', handlers)
}
