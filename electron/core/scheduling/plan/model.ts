import type { Rating } from '../../../contract/shapes.ts'
import type { Memory } from '../memory-card.ts'

/** What a simulation asks of FSRS; a `Scheduler` is one. */
export interface MemoryModel {
  /** The probability of recall after so many days. */
  recallAfter(days: number, stability: number): number
  /** Days until recall falls to the desired retention. */
  intervalFor(stability: number): number
  nextMemory(memory: Memory | null, elapsedDays: number, rating: Rating): Memory
}

/** Cards under the same options: how they are remembered, and how many answers a step costs. */
export interface PlanModel {
  readonly memory: MemoryModel
  /** Days until recall falls to the target of the exam day. */
  readonly holdFor: (stability: number) => number
  readonly learningSteps: number
  readonly relearningSteps: number
  readonly maximumInterval: number
}

/** A card that was begun. Days count from today, which is 0. */
export interface BegunCard {
  /** Its place among the models. */
  readonly model: number
  readonly stability: number
  readonly difficulty: number
  /** Day of the last answer, 0 or negative. */
  readonly lastDay: number
  /** Day it comes back; negative when it is overdue. */
  readonly dueDay: number
}

/** Seconds and shares, measured from the log. */
export interface Timing {
  /** Seconds an answer takes. */
  readonly learning: number
  readonly review: number
  readonly relearning: number
  /** The share of new cards whose first answer is not Again. */
  readonly firstRight: number
}

/** The day for which everything is to be known. */
export interface ExamAim {
  /** Days from today. */
  readonly day: number
  /** Recall to reach on that day, 0 to 1. */
  readonly target: number
}
