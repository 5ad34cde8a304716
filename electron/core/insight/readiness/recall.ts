/** The cards of one objective on the day of the exam. */
export interface ObjectiveCards {
  readonly objective: string
  /** All of them, those that were never asked included. */
  readonly cards: number
  /** Those that were asked at least once. */
  readonly learned: number
  /** The recall that FSRS predicts for that day, added up over the learned cards. */
  readonly recall: number
  /** Learned cards that will be remembered less often than four times in five. */
  readonly weak: number
}

/** A card as the forecast needs it; stability null: it was never answered. */
export interface ForecastCard {
  readonly objective: string
  readonly stability: number | null
  /** Days from its last answer to the exam, and to the day on which it comes due. */
  readonly daysToExam: number
  readonly daysToDue: number
}

/** Cards below this recall are weak. */
const WEAK = 0.8

export interface RecallOptions {
  /** FSRS's forgetting curve: recall after days for a stability in days. */
  readonly recallAfter: (days: number, stability: number) => number
  /** The recall at which a card comes back, 0 to 1. */
  readonly desiredRetention: number
  /** Whether reviews are kept up: then a card that comes due before the exam is remembered at least that often. */
  readonly keptUp: boolean
}

/**
 * The cards by objective, with the recall predicted for the day of the exam.
 * @param optionsOf the options of a card's deck
 */
export function recallByObjective<T extends ForecastCard>(
  cards: readonly T[],
  optionsOf: (card: T) => RecallOptions,
): ObjectiveCards[] {
  const found = new Map<string, { -readonly [K in keyof ObjectiveCards]: ObjectiveCards[K] }>()
  for (const card of cards) {
    const { objective } = card
    const own = found.get(objective) ?? { objective, cards: 0, learned: 0, recall: 0, weak: 0 }
    found.set(objective, own)
    own.cards += 1
    const recall = recallOnDay(card, optionsOf(card))
    if (recall === null) continue
    own.learned += 1
    own.recall += recall
    if (recall < WEAK) own.weak += 1
  }
  return [...found.values()]
}

/** Cards by objective that were reckoned in parts. */
export function joinCards(parts: readonly (readonly ObjectiveCards[])[]): ObjectiveCards[] {
  const found = new Map<string, ObjectiveCards>()
  for (const one of parts.flat()) {
    const own = found.get(one.objective) ?? { objective: one.objective, cards: 0, learned: 0, recall: 0, weak: 0 }
    found.set(one.objective, {
      objective: one.objective,
      cards: own.cards + one.cards,
      learned: own.learned + one.learned,
      recall: own.recall + one.recall,
      weak: own.weak + one.weak,
    })
  }
  return [...found.values()]
}

/** The probability that a card is recalled on the day of the exam; null when it was never answered. */
export function recallOnDay(card: ForecastCard, options: RecallOptions): number | null {
  if (card.stability === null) return null
  const untouched = options.recallAfter(Math.max(0, card.daysToExam), card.stability)
  return options.keptUp && card.daysToDue <= card.daysToExam ? Math.max(untouched, options.desiredRetention) : untouched
}

/** The share of cards learned and the share remembered, each objective counting the same: an exam asks them alike. */
export function masteryOf(cards: readonly ObjectiveCards[]): { learned: number; remembered: number } {
  const known = cards.filter((one) => one.cards > 0)
  if (known.length === 0) return { learned: 0, remembered: 0 }
  const mean = (key: 'learned' | 'recall'): number =>
    known.reduce((sum, one) => sum + one[key] / one.cards, 0) / known.length
  return { learned: mean('learned'), remembered: mean('recall') }
}
