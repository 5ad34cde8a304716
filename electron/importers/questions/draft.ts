import type { Place } from '../../contract/errors.ts'

/** An option, an item or a response; texts are Markdown, empty where the file gives none. */
export interface DraftOption {
  readonly text: string
  readonly reason: string
}

export interface DraftChoice extends DraftOption {
  readonly correct: boolean
}

export interface DraftPair {
  readonly prompt: string
  readonly response: string
  readonly reason: string
}

/** What a question asks, as its file has it: nothing is checked yet. */
export type DraftBody =
  | {
      readonly type: 'choice'
      readonly options: readonly DraftChoice[]
      /** May several options be chosen? `null` where the format does not say, and the key decides. */
      readonly several: boolean | null
    }
  | { readonly type: 'ordering'; readonly items: readonly DraftOption[]; readonly unused: readonly DraftOption[] }
  | { readonly type: 'matching'; readonly pairs: readonly DraftPair[]; readonly unused: readonly DraftOption[] }
  | { readonly type: 'typed'; readonly answers: readonly string[]; readonly caseSensitive: boolean }
  /** A kind of question that has no counterpart; `what` names it with its article. */
  | { readonly type: 'unsupported'; readonly what: string }

/** A question as a format gives it. */
export interface DraftQuestion {
  readonly where: Place
  /** As its author named it; empty for none. */
  readonly title: string
  /** What the file knows it by; empty for none. */
  readonly id: string
  /** Levels below the deck of the file. */
  readonly category: readonly string[]
  readonly tags: readonly string[]
  readonly stem: string
  readonly explanation: string
  readonly body: DraftBody
  /** What the question has and notes have not, in words that follow "without". */
  readonly lost: readonly string[]
}

/** The parts of a draft that most questions leave empty. */
export const BARE_DRAFT = { title: '', id: '', category: [], tags: [], explanation: '', lost: [] } as const
