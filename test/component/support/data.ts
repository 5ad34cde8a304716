import type { Hello, Settings, TodayView } from '../../../electron/contract/procedures/app.ts'
import type { DeckRow } from '../../../electron/contract/procedures/collection.ts'

export const SETTINGS: Settings = {
  theme: 'light',
  textSize: 1,
  keys: {},
  singleKeys: true,
  rolloverHour: 4,
  newPerDay: 18,
  reviewsPerDay: 200,
  desiredRetention: 0.9,
  holidays: [],
  limitsFromTop: false,
  missesToReviews: true,
  autoplay: false,
  voice: '',
  voiceLang: '',
  voiceRate: 1,
  browseColumns: [],
  browseOutline: true,
  examDate: '2026-12-12',
  minutesPerDay: 30,
  paceBy: 'cards',
  targetRecall: 0.9,
  twoButtons: false,
  hardNote: true,
  answerTimer: false,
  revealAfter: 0,
  restAfter: 0,
  learnAhead: 20,
  experience: 'some',
  firstRunDone: true,
  epochHint: true,
}

export const HELLO: Hello = {
  version: '0.1.0',
  host: 'loopback',
  platform: 'linux',
  dataDir: '/home/ada/Epoch',
  content: '/content/test/',
  schema: 1,
  settings: SETTINGS,
}

/** A deck with nothing due unless said. */
export function deck(deckId: number, parentId: number | null, path: string, more: Partial<DeckRow> = {}): DeckRow {
  const name = path.split('::').at(-1) ?? path
  const due = { new: 0, learning: 0, review: 0 }
  const pass = more.due ?? due
  return { deckId, parentId, name, path, due, pass, minutes: 0, cards: 10, seen: 5, notes: 10, ...more }
}

export const DECKS: readonly DeckRow[] = [
  deck(1, null, 'AIF-C01', { due: { new: 12, learning: 5, review: 36 }, minutes: 15, cards: 905, seen: 623 }),
  deck(2, 1, 'AIF-C01::Deep learning', { due: { new: 3, learning: 2, review: 11 } }),
  deck(3, 2, 'AIF-C01::Deep learning::Training loop'),
  deck(4, 1, 'AIF-C01::Architectures'),
  deck(5, null, 'Spanish'),
]

const LAST_DAYS = Array.from({ length: 14 }, (_, at) => ({
  day: `2026-11-${String(6 + at).padStart(2, '0')}`,
  answers: at === 3 ? 0 : 40,
}))

export const TODAY: TodayView = {
  day: '2026-11-19',
  epoch: 41,
  left: 53,
  done: 4,
  counts: { new: 12, learning: 5, review: 36 },
  newLeft: 282,
  firstDay: '2026-10-01',
  attemptDays: ['2026-10-17'],
  strip: [3, 1, 2, 4],
  recall: 0.9,
  minutesDone: 9,
  minutesLeft: 15,
  lastDays: LAST_DAYS,
  tomorrow: { new: 18, learning: 0, review: 42 },
  examDate: '2026-12-12',
  daysToExam: 23,
  runningAttempt: null,
  latestAttempt: null,
  updatesWaiting: 0,
  cardsOnClosedServices: 0,
  savedAt: null,
}
