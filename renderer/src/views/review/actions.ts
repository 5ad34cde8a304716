import type { ActionId } from '../../keys/actions.ts'

export type CardDo =
  | 'edit'
  | 'flag'
  | 'bury'
  | 'suspend'
  | 'flags'
  | 'mark'
  | 'info'
  | 'due'
  | 'forget'
  | 'buryNote'
  | 'suspendNote'
  | 'remove'
  | 'options'
  | 'report'
  | 'undo'

/** The actions in the foot of an answered card. */
export const FOOT_ACTIONS = [
  { what: 'edit', action: 'review.edit', words: 'Edit' },
  { what: 'flag', action: 'review.flag', words: 'Flag' },
  { what: 'bury', action: 'review.bury', words: 'Bury' },
  { what: 'suspend', action: 'review.suspend', words: 'Suspend' },
  { what: 'undo', action: 'review.undo', words: 'Undo' },
] as const satisfies readonly { what: CardDo; action: ActionId; words: string }[]
