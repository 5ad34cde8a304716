import type { CardFace } from '../../../../electron/contract/procedures/review.ts'

type Counts = Extract<CardFace, { type: 'typed' }>['counts']

/** What does and does not count where an answer is typed, in a sentence. */
export function typedHint({ capitals, accents }: NonNullable<Counts> = { capitals: false, accents: true }): string {
  if (capitals && accents) return 'Capitals and accents count; spaces do not.'
  if (capitals) return 'Capitals count; accents and spaces do not.'
  return accents
    ? 'Capitals and spaces do not count against you.'
    : 'Capitals, accents and spaces do not count against you.'
}
