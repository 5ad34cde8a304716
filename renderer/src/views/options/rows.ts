import type { PresetOptions } from '../../../../electron/contract/procedures/presets.ts'

type KeysOf<T> = { [K in keyof PresetOptions]: PresetOptions[K] extends T ? K : never }[keyof PresetOptions]

interface Words {
  readonly label: string
  /** What it does, in a sentence or two. */
  readonly hint: string
}

/** One option as it stands on the page. */
export type OptionRow = Words &
  (
    | {
        readonly kind: 'number'
        readonly key: Exclude<KeysOf<number>, 'desiredRetention'>
        readonly min: number
        readonly max: number
        readonly unit?: string
      }
    | { readonly kind: 'percent'; readonly key: 'desiredRetention' }
    | { readonly kind: 'steps'; readonly key: 'learningSteps' | 'relearningSteps' }
    | { readonly kind: 'switch'; readonly key: KeysOf<boolean> }
    /** Several switches as one; on when all are. */
    | { readonly kind: 'switches'; readonly keys: readonly KeysOf<boolean>[] }
    | {
        readonly kind: 'choice'
        readonly key: 'newGather' | 'newSort' | 'newMix' | 'interdayMix' | 'reviewSort' | 'leechAction'
        readonly choices: readonly { readonly value: string; readonly label: string }[]
      }
    | { readonly kind: 'weekdays'; readonly key: 'easyDays' }
  )

export interface OptionGroup {
  readonly title: string
  readonly rows: readonly OptionRow[]
}

const choices = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

const MIXES = choices({ mix: 'Mixed with reviews', before: 'Before reviews', after: 'After reviews' })

/** The five that matter first. */
export const FIRST_ROWS: readonly OptionRow[] = [
  {
    kind: 'number',
    key: 'newPerDay',
    label: 'New cards a day',
    hint: 'Each new card leads to about eight reviews in the weeks after.',
    min: 0,
    max: 9999,
  },
  {
    kind: 'number',
    key: 'reviewsPerDay',
    label: 'Reviews a day, at most',
    hint: 'What is left over waits until the next day.',
    min: 0,
    max: 9999,
  },
  {
    kind: 'percent',
    key: 'desiredRetention',
    label: 'Desired retention',
    hint: 'The share of cards you want to know when they come back. Higher means more reviews.',
  },
  {
    kind: 'steps',
    key: 'learningSteps',
    label: 'Learning steps',
    hint: 'How soon a new card comes back until it is learned, such as 1m 10m. Empty: the next day or later.',
  },
  {
    kind: 'switches',
    keys: ['buryNew', 'buryReview', 'buryInterday'],
    label: 'One card of a note a day',
    hint: 'The other cards of a note rest until tomorrow once one of them was asked.',
  },
]

const LIMITS: OptionGroup = {
  title: 'Limits',
  rows: [
    {
      kind: 'switch',
      key: 'newIgnoreReviewLimit',
      label: 'New cards apart from the review limit',
      hint: 'Off: a day that is full of reviews brings no new cards.',
    },
  ],
}

const LAPSES: OptionGroup = {
  title: 'Forgotten cards',
  rows: [
    {
      kind: 'steps',
      key: 'relearningSteps',
      label: 'Relearning steps',
      hint: 'How soon a card comes back after Again. Empty: FSRS chooses the day.',
    },
    {
      kind: 'number',
      key: 'leechThreshold',
      label: 'A leech after',
      hint: 'A card forgotten so often gets the tag “leech”, and again after each half of that number.',
      min: 1,
      max: 9999,
      unit: 'times',
    },
    {
      kind: 'choice',
      key: 'leechAction',
      label: 'What happens to a leech',
      hint: 'A suspended card is not asked until you resume it.',
      choices: choices({ tag: 'Tag only', suspend: 'Tag and suspend' }),
    },
  ],
}

const ORDER: OptionGroup = {
  title: 'Order',
  rows: [
    {
      kind: 'choice',
      key: 'newGather',
      label: 'New cards are taken',
      hint: 'From which decks and places the new cards of a day come.',
      choices: choices({
        'in-turn': 'From each deck in turn',
        deck: 'Deck after deck',
        'deck-random-notes': 'Deck after deck, notes at random',
        position: 'From the first places on',
        'position-desc': 'From the last places back',
        'random-notes': 'Notes at random',
        'random-cards': 'Cards at random',
      }),
    },
    {
      kind: 'choice',
      key: 'newSort',
      label: 'New cards are asked',
      hint: 'The order of those that were taken for the day.',
      choices: choices({
        template: 'First sides of notes first',
        gathered: 'As they were taken',
        'template-random': 'First sides first, at random',
        'note-random-template': 'Note by note, at random',
        random: 'At random',
      }),
    },
    { kind: 'choice', key: 'newMix', label: 'New cards stand', hint: 'Their place in the day.', choices: MIXES },
    {
      kind: 'choice',
      key: 'interdayMix',
      label: 'Learning steps of a day or more stand',
      hint: 'Shorter steps come when they are due.',
      choices: MIXES,
    },
    {
      kind: 'choice',
      key: 'reviewSort',
      label: 'Reviews are asked',
      hint: 'It matters most on days with more reviews than you can do.',
      choices: choices({
        due: 'By due day, then at random',
        'due-then-deck': 'By due day, then by deck',
        'deck-then-due': 'By deck, then by due day',
        'retrievability-asc': 'Most likely forgotten first',
        'retrievability-desc': 'Most likely known first',
        overdueness: 'Longest overdue for its interval first',
        'difficulty-asc': 'Easy cards first',
        'difficulty-desc': 'Difficult cards first',
        'interval-asc': 'Short intervals first',
        'interval-desc': 'Long intervals first',
        added: 'Oldest cards first',
        'added-desc': 'Newest cards first',
        random: 'At random',
      }),
    },
  ],
}

const RESTING: OptionGroup = {
  title: 'Cards of one note',
  rows: [
    {
      kind: 'switch',
      key: 'buryNew',
      label: 'New ones rest until tomorrow',
      hint: 'Once another card of the note was asked.',
    },
    {
      kind: 'switch',
      key: 'buryReview',
      label: 'Reviews rest until tomorrow',
      hint: 'Once another card of the note was asked.',
    },
    {
      kind: 'switch',
      key: 'buryInterday',
      label: 'Learning cards rest until tomorrow',
      hint: 'Those on a step of a day or more, once another card of the note was asked.',
    },
  ],
}

const DAYS: OptionGroup = {
  title: 'Days',
  rows: [
    {
      kind: 'weekdays',
      key: 'easyDays',
      label: 'Easy days',
      hint: 'Reviews keep off these days as far as their intervals allow.',
    },
    {
      kind: 'switch',
      key: 'loadBalance',
      label: 'Even out the days',
      hint: 'Of the days on which a card may come back, one with little to do is taken.',
    },
    {
      kind: 'switch',
      key: 'fuzz',
      label: 'Spread long intervals',
      hint: 'By up to 15 %, so that cards learned together come apart. Easy days and even days need it.',
    },
    {
      kind: 'number',
      key: 'maximumInterval',
      label: 'Longest interval',
      hint: 'No card stays away longer than this.',
      min: 1,
      max: 36_500,
      unit: 'days',
    },
    {
      kind: 'number',
      key: 'answerCapSeconds',
      label: 'An answer counts at most',
      hint: 'A card left on screen over lunch is not an hour of study.',
      min: 5,
      max: 7200,
      unit: 'seconds',
    },
  ],
}

const TYPED: OptionGroup = {
  title: 'Typed answers',
  rows: [
    {
      kind: 'switch',
      key: 'typedCapitals',
      label: 'Capitals count',
      hint: 'On: relu is not right for ReLU. While it is off, a card can still ask for it.',
    },
    {
      kind: 'switch',
      key: 'typedAccents',
      label: 'Accents count',
      hint: 'Off: resume is right for résumé. While it is on, a card can still let them be left out.',
    },
  ],
}

/** All others, one step further. */
export const MORE_GROUPS: readonly OptionGroup[] = [LIMITS, LAPSES, ORDER, RESTING, DAYS, TYPED]

/** What the options of a row are called in a change. */
export function keysOf(row: OptionRow): readonly (keyof PresetOptions)[] {
  return row.kind === 'switches' ? row.keys : [row.key]
}
