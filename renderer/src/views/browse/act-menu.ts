import type { CardRow } from '../../../../electron/contract/procedures/browse.ts'
import type { MenuItem } from '../../components/AppMenu.vue'

/** The actions on cards of the list, in the order of the menu. */
export const ACTS = [
  'browse.suspend',
  'browse.bury',
  'browse.flags',
  'browse.tags',
  'browse.move',
  'browse.kind',
  'browse.due',
  'browse.grade',
  'browse.forget',
  'browse.reposition',
  'browse.hold',
  'browse.export',
  'browse.remove',
] as const
export type ActId = (typeof ACTS)[number]
export type ActHandlers = Readonly<Record<ActId, () => void | Promise<void>>>

/** A hairline stands above these. */
const PARTED: readonly ActId[] = ['browse.tags', 'browse.due', 'browse.export', 'browse.remove']

function wordsOf(act: ActId, row: CardRow | null): string {
  switch (act) {
    case 'browse.suspend':
      return row?.suspended ? 'Resume' : 'Suspend'
    case 'browse.bury':
      return row?.buried ? 'Unbury' : 'Bury until tomorrow'
    case 'browse.flags':
      return 'Flag'
    case 'browse.tags':
      return 'Tags'
    case 'browse.move':
      return 'Move to a deck'
    case 'browse.kind':
      return 'Change kind'
    case 'browse.due':
      return 'Set due date'
    case 'browse.grade':
      return 'Grade now'
    case 'browse.forget':
      return 'Forget'
    case 'browse.reposition':
      return 'Put in order'
    case 'browse.hold':
      return row?.held ? 'Release into reviews' : 'Hold for exams'
    case 'browse.export':
      return 'Export notes'
    case 'browse.remove':
      return 'Delete notes'
  }
}

/** Everything that can be done, with its keys; words follow the state of the selected card. */
export function actMenu(row: CardRow | null, handlers: ActHandlers): MenuItem[] {
  return ACTS.map((act) => ({
    words: wordsOf(act, row),
    action: act,
    parted: PARTED.includes(act),
    run: () => void handlers[act](),
  }))
}
