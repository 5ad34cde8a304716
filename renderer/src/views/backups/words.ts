import type { BackupCounts, BackupReasonName } from '../../../../electron/contract/procedures/backups.ts'
import { amount } from '../../format/words.ts'

const REASONS: Readonly<Record<BackupReasonName, string>> = {
  schedule: 'While you studied',
  close: 'When Epoch was closed',
  hand: 'By you',
  import: 'Before an import',
  restore: 'Before a restore',
  repair: 'Before a repair',
  migration: 'Before an update of Epoch',
}

/** Why a backup was made. */
export function reasonWords(reason: BackupReasonName): string {
  return REASONS[reason]
}

/** `20 Nov 2026, 14:02` in the person's zone. */
export function whenWords(at: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(at)
    .replace('Sept', 'Sep')
}

/** `12 notes, 14 cards, 80 reviews, 1 exam` */
export function countWords({ notes, cards, reviews, exams }: BackupCounts): string {
  return [amount(notes, 'note'), amount(cards, 'card'), amount(reviews, 'review'), amount(exams, 'exam')].join(', ')
}

/** What differs between what is there and a backup, in rows for a table. */
export function comparison(now: BackupCounts, then: BackupCounts): { what: string; now: number; then: number }[] {
  return [
    { what: 'Decks', now: now.decks, then: then.decks },
    { what: 'Notes', now: now.notes, then: then.notes },
    { what: 'Cards', now: now.cards, then: then.cards },
    { what: 'Reviews', now: now.reviews, then: then.reviews },
    { what: 'Exams', now: now.exams, then: then.exams },
  ]
}
