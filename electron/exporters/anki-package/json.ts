import { requirementsOf } from './requirements.ts'
import { MIX_NUMBER, NEW_GATHER_NUMBER, NEW_SORT_NUMBER, REVIEW_SORT_NUMBER, USUAL } from './preset-numbers.ts'
import type { OutDeck, OutNoteType, OutPreset, OutSettings } from './model.ts'

/** Instants of schema 11 are seconds. */
const seconds = (ms: number): number => Math.floor(ms / 1000)

/** A note type as schema 11 keeps it. */
export function noteTypeJson({ id, name, modifiedAt, definition }: OutNoteType): object {
  return {
    id,
    name,
    type: definition.kind === 'cloze' ? 1 : 0,
    mod: seconds(modifiedAt),
    usn: -1,
    sortf: definition.sortField ?? 0,
    did: null,
    tmpls: definition.templates.map((template, ord) => ({
      name: template.name,
      ord,
      qfmt: template.question,
      afmt: template.answer,
      bqfmt: template.browserQuestion ?? '',
      bafmt: template.browserAnswer ?? '',
      did: null,
      bfont: '',
      bsize: 0,
    })),
    flds: definition.fields.map((field, ord) => ({
      name: field.name,
      ord,
      sticky: field.sticky ?? false,
      rtl: field.rtl ?? false,
      font: field.font ?? USUAL.font,
      size: field.fontSize ?? USUAL.fontSize,
      description: field.description ?? '',
      plainText: field.plainText ?? false,
      collapsed: field.collapsed ?? false,
      excludeFromSearch: field.excludeFromSearch ?? false,
      media: [],
    })),
    css: definition.css,
    latexPre: definition.latexPre ?? '',
    latexPost: definition.latexPost ?? '',
    latexsvg: definition.latexSvg ?? false,
    req: requirementsOf(definition).map(({ ordinal, fields }) => [ordinal, 'any', fields]),
    tags: [],
    vers: [],
  }
}

/** A deck as schema 11 keeps it. */
export function deckJson({ id, levels, description, presetId, options, modifiedAt }: OutDeck): object {
  const today = [0, 0]
  const { desiredRetention } = options
  return {
    id,
    mod: seconds(modifiedAt),
    name: levels.join('::'),
    usn: -1,
    lrnToday: today,
    revToday: today,
    newToday: today,
    timeToday: today,
    collapsed: true,
    browserCollapsed: true,
    desc: description,
    dyn: 0,
    conf: presetId,
    extendNew: 0,
    extendRev: 0,
    reviewLimit: options.reviewsPerDay,
    newLimit: options.newPerDay,
    reviewLimitToday: null,
    newLimitToday: null,
    desiredRetention: desiredRetention === null ? null : Math.round(desiredRetention * 100),
  }
}

/** A preset as schema 11 keeps it; what came later stands in it too, for the way into newer schemas. */
export function presetJson({ id, name, options, modifiedAt }: OutPreset): object {
  const { weights } = options
  const set = (length: number): readonly number[] => (weights?.length === length ? weights : [])
  return {
    id,
    mod: seconds(modifiedAt),
    name,
    usn: -1,
    maxTaken: options.answerCapSeconds,
    autoplay: true,
    timer: 0,
    replayq: true,
    new: {
      bury: options.buryNew,
      delays: options.learningSteps,
      initialFactor: USUAL.ease * 1000,
      ints: [1, 4, 0],
      order: 1,
      perDay: options.newPerDay,
    },
    rev: {
      bury: options.buryReview,
      ease4: USUAL.easyFactor,
      ivlFct: 1,
      maxIvl: options.maximumInterval,
      perDay: options.reviewsPerDay,
      hardFactor: USUAL.hardFactor,
    },
    lapse: {
      delays: options.relearningSteps,
      leechAction: options.leechAction === 'tag' ? 1 : 0,
      leechFails: options.leechThreshold,
      minInt: 1,
      mult: 0,
    },
    dyn: false,
    newMix: MIX_NUMBER[options.newMix],
    newPerDayMinimum: 0,
    interdayLearningMix: MIX_NUMBER[options.interdayMix],
    reviewOrder: REVIEW_SORT_NUMBER[options.reviewSort],
    newSortOrder: NEW_SORT_NUMBER[options.newSort],
    newGatherPriority: NEW_GATHER_NUMBER[options.newGather],
    buryInterdayLearning: options.buryInterday,
    fsrsWeights: set(17),
    fsrsParams5: set(19),
    fsrsParams6: set(21),
    desiredRetention: options.desiredRetention,
    easyDaysPercentages: options.easyDays,
    sm2Retention: 0.9,
  }
}

/** Settings of a collection by key: how it counts its days above all. */
export function configOf(settings: OutSettings): Record<string, unknown> {
  const { createdOffset, rolloverHour, nextPosition, noteTypes, today } = settings
  return {
    activeDecks: [1],
    addToCur: true,
    collapseTime: 1200,
    creationOffset: createdOffset,
    curDeck: 1,
    curModel: noteTypes[0]?.id ?? 0,
    dayLearnFirst: false,
    dueCounts: true,
    estTimes: true,
    fsrs: true,
    // Without it, Anki takes the first look for a new day and brings buried cards back.
    lastUnburied: today,
    newSpread: 0,
    nextPos: nextPosition,
    rollover: rolloverHour,
    sched2021: true,
    schedVer: 2,
    sortBackwards: false,
    sortType: 'noteFld',
    timeLim: 0,
  }
}
