/** Every number that the readiness estimate rests on. Shown to the person beside the estimate. */
export interface ReadinessMethod {
  /** What is assumed of the share right before any answer, as a Beta distribution: answers right and wrong. */
  readonly prior: { readonly right: number; readonly wrong: number }
  /** How closely a domain follows the total, in answers: the concentration of Beta(kinship × total, …). */
  readonly kinship: number
  /** Days after which an answer counts half. */
  readonly halfLifeDays: number
  /** What an answer to a question that was seen before counts; once more for each time. */
  readonly repeatWeight: number
  /**
   * What an answer counts by how it was asked: answers of one sitting are less independent than throws of a die, practice
   * has no clock, and a quiz is not drawn like an exam.
   */
  readonly modeWeights: { readonly exam: number; readonly practice: number; readonly quiz: number }
  /** The answers that the cards of all domains together count as, once all of them were learned. */
  readonly cardAnswers: number
  /** The share right that is expected where none of the cards is remembered, and where all are. */
  readonly cardShare: { readonly none: number; readonly all: number }
  /** Answers, weighted, below which no figure is given. */
  readonly leastAnswers: number
  /** Each side of an interval leaves this out. */
  readonly tail: number
}

/**
 * The method in use. Its numbers were chosen by simulation (test/bench/readiness.ts) so that what is stated holds over
 * learners of very different ability and habits; no published study gives them for this exam.
 */
export const READINESS_METHOD: ReadinessMethod = {
  prior: { right: 4.2, wrong: 1.8 },
  kinship: 30,
  halfLifeDays: 21,
  repeatWeight: 0.1,
  modeWeights: { exam: 0.8, practice: 0.65, quiz: 0.5 },
  cardAnswers: 15,
  cardShare: { none: 0.4, all: 0.9 },
  leastAnswers: 20,
  tail: 0.05,
}
