import { DEFAULT_PRESET_OPTIONS, type PresetOptions } from '../contract/procedures/presets.ts'
import { createScheduler, type Scheduler } from '../core/scheduling/fsrs.ts'
import { LimitTree, type LimitedDeck } from '../core/scheduling/limits.ts'
import { dateToDay, dayToDate, studyDay } from '../core/scheduling/study-day.ts'
import { DEFAULT_WEIGHTS } from '../core/scheduling/weights.ts'
import type { DeckNode } from '../store/decks.ts'
import type { Preset } from '../store/presets.ts'
import type { Context } from './context.ts'
import { dayRoom, NO_LIMIT, type DayRoom } from './plan/day-room.ts'
import type { ExamCap } from '../core/scheduling/plan/exam-cap.ts'

/** The place of all decks that have no limits of their own: they share those of the default preset. */
const SHARED = 0
/** The place above all decks, where a plan has bounded the whole day. */
const DAY = -1

/** What a deck and those below it have had today. */
interface Done {
  new: number
  review: number
}

/**
 * The decks as one study day sees them: their options, and how much of each kind they still have room for. Read anew
 * whenever the collection's revision has changed.
 *
 * A deck's cards are bounded by its own limits and those of the decks above it, up to the deck that is studied. Over
 * all decks, a top deck with a preset or limits of its own stands by itself, as in Anki; the others together have the
 * limits of the default preset, so that more decks do not mean more work.
 */
export class DeckPlan {
  /** Depth-first. */
  readonly nodes: readonly DeckNode[]
  readonly #context: Context
  readonly #day: number
  readonly #fresh: boolean
  readonly #presets: ReadonlyMap<number, Preset>
  readonly #default: Preset
  readonly #byId: ReadonlyMap<number, DeckNode>
  readonly #options = new Map<number, PresetOptions>()
  readonly #schedulers = new Map<number, Scheduler>()
  #done: ReadonlyMap<number, Done> | null = null
  /** What a plan makes of the day: to the exam, by minutes, or after a break; null without any. */
  readonly room: DayRoom | null

  /** @param fresh as if nothing had been answered on that day yet */
  constructor(context: Context, day: number, fresh = false) {
    const { presets, decks } = context.collection
    const all = presets.all()
    const [first] = all
    if (first === undefined) throw new Error('a collection without a preset')
    this.#context = context
    this.#day = day
    this.#fresh = fresh
    this.#default = first
    this.room = dayRoom(context, day, first.options, fresh)
    this.#presets = new Map(all.map((preset) => [preset.id, preset]))
    this.nodes = decks.tree()
    this.#byId = new Map(this.nodes.map((node) => [node.id, node]))
  }

  /** The decks of a scope: one with its subdecks, or all; depth-first. */
  idsIn(scope: number | null): number[] {
    if (scope === null) return this.nodes.map((node) => node.id)
    const start = this.nodes.findIndex((node) => node.id === scope)
    const top = this.nodes[start]
    if (top === undefined) return []
    const after = this.nodes.findIndex((node, at) => at > start && node.depth <= top.depth)
    return this.nodes.slice(start, after === -1 ? undefined : after).map((node) => node.id)
  }

  /** The options of a deck: its preset's, with what the deck sets for itself; the default preset's for null. */
  optionsOf(deckId: number | null): PresetOptions {
    const node = deckId === null ? undefined : this.#byId.get(deckId)
    if (node === undefined) return this.#planned(this.#default.options)
    const known = this.#options.get(node.id)
    if (known !== undefined) return known
    const { options } = this.#presets.get(node.presetId) ?? this.#default
    const planned = this.#planned(options)
    const { newPerDay, reviewsPerDay } = this.#limitsOf(node, planned)
    const desiredRetention = this.room?.retention ?? node.options.desiredRetention ?? options.desiredRetention
    const all = { ...options, newPerDay, reviewsPerDay, desiredRetention }
    this.#options.set(node.id, all)
    return all
  }

  /** FSRS under the options of a deck, with study days of the zone the person is in. */
  schedulerOf(deckId: number | null): Scheduler {
    const known = this.#schedulers.get(deckId ?? SHARED)
    if (known !== undefined) return known
    const made = schedulerFor(this.#context, this.optionsOf(deckId))
    this.#schedulers.set(deckId ?? SHARED, made)
    return made
  }

  /**
   * What the day still has room for in a scope.
   * @param top whether the decks above count as well; as the settings say unless given
   */
  limits(scope: number | null, top = this.#context.settings.get().limitsFromTop): LimitTree {
    const fromTop = scope === null || top
    const within = this.idsIn(scope)
    const above = fromTop ? this.#above(scope) : []
    const decks = [...above, ...within].flatMap((id) => this.#byId.get(id) ?? []).map((node) => this.#limited(node))
    const all = fromTop ? [this.#shared(), ...decks] : decks
    return new LimitTree(this.room === null ? all : underDay(all, this.room))
  }

  /** The exam day that intervals in a deck may not pass over where recall would be too low by then; or null. */
  examCapOf(deckId: number): ExamCap | null {
    const exam = this.room?.exam
    if (!exam) return null
    const holding = schedulerFor(this.#context, { ...this.optionsOf(deckId), desiredRetention: exam.target })
    return { daysToExam: exam.daysToExam, holdFor: (stability) => holding.intervalFor(stability) }
  }

  /** The largest limit there is, for queries that need count no further. */
  most(): number {
    const limits = [null, ...this.nodes.map((node) => node.id)].map((id) => this.optionsOf(id))
    return Math.max(1, ...limits.flatMap((options) => [options.newPerDay, options.reviewsPerDay]))
  }

  /** How easy the day is to be that lies so many days ahead: by weekday and holidays. */
  easeOf(deckId: number, holidays: ReadonlySet<number>): (days: number) => number {
    const { easyDays } = this.optionsOf(deckId)
    return (days) => {
      const day = this.#day + days
      return holidays.has(day) ? 0 : (easyDays[weekdayOf(day)] ?? 1)
    }
  }

  /** The options of a preset with what the plan decides instead. */
  #planned(options: PresetOptions): PresetOptions {
    if (this.room === null) return options
    const { lifts, retention } = this.room
    return {
      ...options,
      newPerDay: lifts.new ? NO_LIMIT : options.newPerDay,
      reviewsPerDay: lifts.review ? NO_LIMIT : options.reviewsPerDay,
      desiredRetention: retention ?? options.desiredRetention,
    }
  }

  #limitsOf(node: DeckNode, options: PresetOptions): { newPerDay: number; reviewsPerDay: number } {
    const { today } = node.options
    const now = today !== null && today.day === dayToDate(this.#day) ? today : null
    return {
      newPerDay: now?.newPerDay ?? node.options.newPerDay ?? options.newPerDay,
      reviewsPerDay: now?.reviewsPerDay ?? node.options.reviewsPerDay ?? options.reviewsPerDay,
    }
  }

  #limited(node: DeckNode): LimitedDeck {
    const options = this.optionsOf(node.id)
    const parentId = node.parentId ?? (this.#standsAlone(node) ? null : SHARED)
    return limited(node.id, parentId, options, this.#doneIn().get(node.id) ?? { new: 0, review: 0 })
  }

  /** What is left of the default preset's limits for the decks that share them. */
  #shared(): LimitedDeck {
    const done = { new: 0, review: 0 }
    if (!this.#fresh) {
      const total = this.#context.collection.dayCounts.total(this.#day)
      done.new = total.new_cards
      done.review = total.review_cards
      for (const node of this.nodes) {
        const own = node.parentId === null && this.#standsAlone(node) ? this.#doneIn().get(node.id) : undefined
        done.new -= own?.new ?? 0
        done.review -= own?.review ?? 0
      }
    }
    return limited(SHARED, null, this.#planned(this.#default.options), done)
  }

  #standsAlone(node: DeckNode): boolean {
    const { newPerDay, reviewsPerDay, today } = node.options
    const forToday = today !== null && today.day === dayToDate(this.#day)
    return node.presetId !== this.#default.id || newPerDay !== null || reviewsPerDay !== null || forToday
  }

  #above(scope: number | null): number[] {
    const ids: number[] = []
    let node = scope === null ? undefined : this.#byId.get(scope)
    while (node !== undefined && node.parentId !== null) {
      ids.unshift(node.parentId)
      node = this.#byId.get(node.parentId)
    }
    return ids
  }

  /** Answers of the day by deck, those of the decks below counted with it. */
  #doneIn(): ReadonlyMap<number, Done> {
    if (this.#done !== null) return this.#done
    const done = new Map<number, Done>()
    const rows = this.#fresh ? [] : this.#context.collection.dayCounts.ofDay(this.#day)
    for (const row of rows) {
      let node = this.#byId.get(row.deck_id)
      while (node !== undefined) {
        const sum = done.get(node.id) ?? { new: 0, review: 0 }
        done.set(node.id, { new: sum.new + row.new_cards, review: sum.review + row.review_cards })
        node = node.parentId === null ? undefined : this.#byId.get(node.parentId)
      }
    }
    this.#done = done
    return done
  }
}

/** The decks below the one place that bounds the whole day. */
function underDay(decks: readonly LimitedDeck[], room: DayRoom): LimitedDeck[] {
  const ids = new Set(decks.map((deck) => deck.deckId))
  const day = { deckId: DAY, parentId: null, new: room.new ?? NO_LIMIT, review: room.review ?? NO_LIMIT }
  const top = (parentId: number | null): boolean => parentId === null || !ids.has(parentId)
  return [
    { ...day, newTakesReview: false },
    ...decks.map((deck) => (top(deck.parentId) ? { ...deck, parentId: DAY } : deck)),
  ]
}

function limited(deckId: number, parentId: number | null, options: PresetOptions, done: Done): LimitedDeck {
  const newTakesReview = !options.newIgnoreReviewLimit
  return {
    deckId,
    parentId,
    new: options.newPerDay - done.new,
    review: options.reviewsPerDay - done.review - (newTakesReview ? done.new : 0),
    newTakesReview,
  }
}

/** FSRS under a preset's options, with study days of the zone the person is in. */
export function schedulerFor(context: Context, options: PresetOptions = DEFAULT_PRESET_OPTIONS): Scheduler {
  const zone = context.zone()
  const { rolloverHour } = context.settings.get()
  const { weights, desiredRetention, maximumInterval, learningSteps, relearningSteps, fuzz } = options
  return createScheduler(
    { weights: weights ?? DEFAULT_WEIGHTS, desiredRetention, maximumInterval, learningSteps, relearningSteps, fuzz },
    (instant) => studyDay(instant, zone, rolloverHour),
  )
}

/** The holidays of the settings as study days. */
export function holidaysOf(context: Context): ReadonlySet<number> {
  return new Set(context.settings.get().holidays.map(dateToDay))
}

/** 0 for Monday. 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}
