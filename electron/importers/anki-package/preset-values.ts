import type { Mix, NewGather, NewSort, ReviewSort } from '../../contract/procedures/presets.ts'

/** Anki's numbers for the choices of a preset, in the order of its own list. */
export const NEW_GATHER: Readonly<Record<number, NewGather>> = {
  0: 'deck',
  1: 'position',
  2: 'position-desc',
  3: 'random-notes',
  4: 'random-cards',
  5: 'deck-random-notes',
}
export const NEW_SORT: Readonly<Record<number, NewSort>> = {
  0: 'template',
  1: 'gathered',
  2: 'template-random',
  3: 'note-random-template',
  4: 'random',
}
export const MIX: Readonly<Record<number, Mix>> = { 0: 'mix', 1: 'after', 2: 'before' }
export const REVIEW_SORT: Readonly<Record<number, ReviewSort>> = {
  0: 'due',
  1: 'due-then-deck',
  2: 'deck-then-due',
  3: 'interval-asc',
  4: 'interval-desc',
  // Ease and difficulty run against one another.
  5: 'difficulty-desc',
  6: 'difficulty-asc',
  7: 'retrievability-asc',
  8: 'random',
  9: 'added',
  10: 'added-desc',
  11: 'retrievability-desc',
  12: 'overdueness',
}

/** What both forms of a preset say with the same numbers. */
export interface PresetNumbers {
  readonly newPerDay: number
  readonly reviewsPerDay: number
  /** Minutes. */
  readonly learningSteps: readonly number[]
  readonly relearningSteps: readonly number[]
  /** A share; 0 when it was never set. */
  readonly desiredRetention: number
  readonly maximumInterval: number
  readonly newGather: number
  readonly newSort: number
  readonly newMix: number
  readonly interdayMix: number
  readonly reviewSort: number
  readonly leechThreshold: number
  /** 0 suspend, 1 tag only. */
  readonly leechAction: number
  readonly answerCapSeconds: number
  /** Sets of FSRS weights, the newest version first; empty ones were never computed. */
  readonly weights: readonly (readonly number[])[]
  /** Shares of a usual day from Monday; empty when never set. */
  readonly easyDays: readonly number[]
}

/** The options that the numbers mean; undefined where the file says nothing that can be had. */
export function optionsOfNumbers(preset: PresetNumbers) {
  return {
    newPerDay: limited(preset.newPerDay, 0, 9999),
    reviewsPerDay: limited(preset.reviewsPerDay, 0, 9999),
    learningSteps: steps(preset.learningSteps),
    relearningSteps: steps(preset.relearningSteps),
    desiredRetention: preset.desiredRetention > 0 ? share(preset.desiredRetention) : undefined,
    maximumInterval: limited(preset.maximumInterval, 1, 36_500),
    newGather: NEW_GATHER[preset.newGather],
    newSort: NEW_SORT[preset.newSort],
    newMix: MIX[preset.newMix],
    interdayMix: MIX[preset.interdayMix],
    reviewSort: REVIEW_SORT[preset.reviewSort],
    leechThreshold: preset.leechThreshold > 0 ? limited(preset.leechThreshold, 1, 9999) : undefined,
    leechAction: preset.leechAction === 0 ? 'suspend' : 'tag',
    answerCapSeconds: preset.answerCapSeconds > 0 ? limited(preset.answerCapSeconds, 5, 7200) : undefined,
    weights: preset.weights.find((set) => [17, 19, 21].includes(set.length) && set.every(Number.isFinite)),
    easyDays: preset.easyDays.length === 7 ? preset.easyDays.map((day) => Math.min(1, Math.max(0, day))) : undefined,
  } as const
}

function limited(value: number, least: number, most: number): number | undefined {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, Math.round(value))) : undefined
}

function share(value: number): number {
  return Math.round(Math.min(0.99, Math.max(0.7, value)) * 1000) / 1000
}

/** Steps are single-precision numbers in the file: 0.1 comes as 0.10000000149. */
function steps(minutes: readonly number[]): number[] {
  return minutes
    .filter((step) => step > 0)
    .map((step) => Number(step.toPrecision(6)))
    .slice(0, 20)
}
