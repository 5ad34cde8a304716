import type { Steps } from '../steps.ts'
import type { Placed } from './assemble.ts'

/** How much each kind of balance weighs when the next question is chosen; a repeated objective weighs most. */
const WEIGHT = { objective: 4, task: 1, kind: 1.5, difficulty: 0.5 }
/** A question whose author gave no difficulty is of the middle one. */
export const MIDDLE_DIFFICULTY = 2

/**
 * Chooses questions one by one so that the form stays balanced as it grows: each time the one that repeats
 * objectives and tasks least and lies nearest to the wanted shares of kinds and difficulties. Between equals the
 * earlier one wins, so the caller's order decides.
 */
export class Selection {
  readonly #objectives = new Tally()
  readonly #tasks = new Tally()
  readonly #kinds = new Tally()
  readonly #difficulties = new Tally()
  readonly #kindShares: ReadonlyMap<string, number>
  readonly #difficultyShares: ReadonlyMap<string, number>
  #chosen = 0

  /**
   * @param kinds the wanted share of each kind
   * @param bank every question that can be used: forms are to be as difficult as it is
   */
  constructor(kinds: readonly (readonly [string, number])[], bank: Iterable<Placed>) {
    this.#kindShares = shares(kinds)
    const difficulties = new Map<string, number>()
    for (const placed of bank) {
      const difficulty = difficultyOf(placed)
      difficulties.set(difficulty, (difficulties.get(difficulty) ?? 0) + 1)
    }
    this.#difficultyShares = shares([...difficulties])
  }

  /** Takes `count` questions from the pool, a step for each. */
  *taking(pool: readonly Placed[], count: number): Steps<Placed[]> {
    const left = [...pool]
    const taken: Placed[] = []
    while (taken.length < count && left.length > 0) {
      yield
      let best = 0
      let least = Infinity
      for (const [index, placed] of left.entries()) {
        const cost = this.#cost(placed)
        if (cost < least - 1e-9) [best, least] = [index, cost]
      }
      taken.push(...left.splice(best, 1).map((placed) => this.#count(placed)))
    }
    return taken
  }

  #cost(placed: Placed): number {
    const { objective, kind } = placed.item
    return (
      WEIGHT.objective * this.#objectives.of(objective ?? '') +
      WEIGHT.task * this.#tasks.of(placed.task) +
      WEIGHT.kind * this.#surplus(this.#kinds, this.#kindShares, kind) +
      WEIGHT.difficulty * this.#surplus(this.#difficulties, this.#difficultyShares, difficultyOf(placed))
    )
  }

  /** How far a count would lie above its share of the form so far; below it is negative. */
  #surplus(tally: Tally, wanted: ReadonlyMap<string, number>, key: string): number {
    const share = wanted.get(key) ?? 0
    return tally.of(key) + 1 - share * (this.#chosen + 1)
  }

  #count(placed: Placed): Placed {
    this.#chosen++
    this.#objectives.add(placed.item.objective ?? '')
    this.#tasks.add(placed.task)
    this.#kinds.add(placed.item.kind)
    this.#difficulties.add(difficultyOf(placed))
    return placed
  }
}

class Tally {
  readonly #counts = new Map<string, number>()

  of(key: string): number {
    return this.#counts.get(key) ?? 0
  }

  add(key: string): void {
    this.#counts.set(key, this.of(key) + 1)
  }
}

function difficultyOf({ item }: Placed): string {
  return String(item.difficulty ?? MIDDLE_DIFFICULTY)
}

/** Amounts by key, as shares of their sum. */
function shares(amounts: readonly (readonly [string, number])[]): Map<string, number> {
  const sum = amounts.reduce((all, [, amount]) => all + amount, 0)
  const map = new Map<string, number>()
  for (const [key, amount] of amounts) map.set(key, (map.get(key) ?? 0) + amount / sum)
  return map
}
