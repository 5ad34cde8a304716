/** Which cards of a note rest when another one of it was asked today. */
export interface BuryOptions {
  readonly buryNew: boolean
  readonly buryReview: boolean
  readonly buryInterday: boolean
}

/** Whether any card ever rests. */
export function buries(options: BuryOptions): boolean {
  return options.buryNew || options.buryReview || options.buryInterday
}

/** A card beside the one that was asked. */
export interface Sibling {
  readonly cardId: number
  /** 0 new, 1 learning, 2 review, 3 relearning. */
  readonly state: number
  /** Its next step comes on another day than its last answer. */
  readonly interday: boolean
}

/** Whether a card rests because another one of its note is asked; cards on a step within the day never do. */
export function restsFor(options: BuryOptions, sibling: Pick<Sibling, 'state' | 'interday'>): boolean {
  if (sibling.state === 0) return options.buryNew
  if (sibling.state === 2) return options.buryReview
  return sibling.interday && options.buryInterday
}
