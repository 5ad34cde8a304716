import { numberAt, numbersAt, objectAt, type Json } from './json.ts'
import { optionsOfNumbers } from './preset-values.ts'

/** The options of a preset of schema 11; later options stand in it too, put there for the way back. */
export function optionsOfJson(json: Json) {
  const [fresh, reviews, lapses] = ['new', 'rev', 'lapse'].map((key) => objectAt(json, key)) as [Json, Json, Json]
  return {
    ...optionsOfNumbers({
      newPerDay: numberAt(fresh, 'perDay', 20),
      reviewsPerDay: numberAt(reviews, 'perDay', 200),
      learningSteps: numbersAt(fresh, 'delays'),
      relearningSteps: numbersAt(lapses, 'delays'),
      desiredRetention: numberAt(json, 'desiredRetention'),
      maximumInterval: numberAt(reviews, 'maxIvl', 36_500),
      newGather: numberAt(json, 'newGatherPriority'),
      newSort: numberAt(json, 'newSortOrder'),
      newMix: numberAt(json, 'newMix'),
      interdayMix: numberAt(json, 'interdayLearningMix'),
      reviewSort: numberAt(json, 'reviewOrder'),
      leechThreshold: numberAt(lapses, 'leechFails', 8),
      leechAction: numberAt(lapses, 'leechAction', 1),
      answerCapSeconds: numberAt(json, 'maxTaken', 60),
      weights: ['fsrsParams6', 'fsrsParams5', 'fsrsWeights'].map((key) => numbersAt(json, key)),
      easyDays: numbersAt(json, 'easyDaysPercentages'),
    }),
    buryNew: fresh['bury'] === true,
    buryReview: reviews['bury'] === true,
    buryInterday: json['buryInterdayLearning'] === true,
  }
}
