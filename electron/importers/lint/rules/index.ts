import type { Rule } from '../bank.ts'
import { bannedPhrasing } from './banned-phrasing.ts'
import { duplicateGuids } from './duplicate-guids.ts'
import { fillsForms } from './fills-forms.ts'
import { givenAway } from './given-away.ts'
import { keyBias } from './key-bias.ts'
import { nearDuplicates } from './near-duplicates.ts'
import { objectiveMinimum } from './objective-minimum.ts'
import { provenance } from './provenance.ts'
import { reasons } from './reasons.ts'
import { serviceMarks } from './service-marks.ts'
import { uncoveredFacts } from './uncovered-facts.ts'
import { unknownIds } from './unknown-ids.ts'
import { unknownObjective } from './unknown-objective.ts'
import { unknownServiceNames } from './unknown-service-names.ts'

/** What decks must keep beside their schema to work at all. */
export const SOUND_RULES: readonly Rule[] = [
  duplicateGuids,
  unknownObjective,
  unknownIds,
  provenance,
  uncoveredFacts,
  fillsForms(1),
]

/** What good decks of a whole exam keep as well. */
export const GOOD_RULES: readonly Rule[] = [
  reasons,
  keyBias,
  bannedPhrasing,
  nearDuplicates,
  objectiveMinimum(6, 6),
  serviceMarks,
  unknownServiceNames,
  givenAway,
  fillsForms(10),
]

/** All rules. */
export const RULES: readonly Rule[] = [...SOUND_RULES, ...GOOD_RULES]
