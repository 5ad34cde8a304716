import { optionsOfNumbers } from './preset-values.ts'
import type { Message } from './protobuf.ts'

/** The options of a preset of schema 15 and later, by the field numbers of Anki's deck_config.proto. */
export function optionsOfMessage(config: Message) {
  return {
    ...optionsOfNumbers({
      newPerDay: config.number(9),
      reviewsPerDay: config.number(10),
      learningSteps: config.floats(1),
      relearningSteps: config.floats(2),
      desiredRetention: config.number(37),
      maximumInterval: config.number(16, 36_500),
      newGather: config.number(34),
      newSort: config.number(32),
      newMix: config.number(30),
      interdayMix: config.number(31),
      reviewSort: config.number(33),
      leechThreshold: config.number(22, 8),
      leechAction: config.number(21),
      answerCapSeconds: config.number(24, 60),
      weights: [6, 5, 3].map((field) => config.floats(field)),
      easyDays: config.floats(4),
    }),
    buryNew: config.number(27) === 1,
    buryReview: config.number(28) === 1,
    buryInterday: config.number(29) === 1,
  }
}
