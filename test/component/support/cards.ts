import type { CardRow } from '../../../electron/contract/procedures/collection.ts'

/** A card in review that is due on 21 November 2026, unless said. */
export function cardRow(cardId: number, more: Partial<CardRow> = {}): CardRow {
  return {
    cardId,
    noteId: cardId + 1000,
    text: `Card ${cardId}`,
    side: null,
    cards: 1,
    tags: [],
    badges: [],
    difficulty: 5.5,
    interval: 8,
    reps: 6,
    position: null,
    buried: false,
    createdAt: new Date('2026-10-01T12:00').getTime(),
    editedAt: new Date('2026-10-01T12:00').getTime(),
    kind: 'basic',
    objective: '2.1.4',
    deck: 'AIF-C01::Deep learning',
    state: 'review',
    due: new Date('2026-11-21T12:00').getTime(),
    stability: 8.25,
    retrievability: 0.934,
    lapses: 2,
    flag: 0,
    suspended: false,
    held: false,
    ...more,
  }
}
