import { get_fuzz_range } from 'ts-fsrs'
import { hashSeed } from '../random.ts'

/** Whole days, both ends included. */
export interface DayRange {
  readonly from: number
  readonly to: number
}

/** What speaks for and against the days on which a card could come back; all days are counted from today. */
export interface DaysAhead {
  /** Reviews that are due on that day already. */
  load(days: number): number
  /** How much of a usual day it may hold: 1, less, or 0 for as little as can be. */
  ease(days: number): number
  /** Days on which other cards of the same note come back. */
  readonly siblings: readonly number[]
}

/** Picks one of the days for a draw from 0 up to, not including, 1; `from` when there is no choice. */
export type ChooseDays = (range: DayRange, draw: number) => number

/** Beyond this many days nobody knows the load yet. */
export const BALANCED_DAYS = 90
/** Cards of one note keep this many days apart where the range allows it. */
const SIBLING_DAYS = 5
/** The chance of a day falls with the square of its load: twice the load, a quarter of the chance. */
const POWER = 2
/** A day that is to be kept free is taken only when every other one is, too. */
const KEPT_FREE = 1e-18

/** FSRS's fuzz range for an interval: under 2.5 days none, then 15, 10 and 5 per cent of its parts (ts-fsrs). */
export function fuzzRange(days: number, elapsedDays: number, maximumInterval: number): DayRange {
  const least = Math.max(1, Math.min(days, maximumInterval))
  if (days < 2.5) return { from: least, to: least }
  const { min_ivl, max_ivl } = get_fuzz_range(days, elapsedDays, maximumInterval)
  return { from: min_ivl, to: max_ivl }
}

/** Each day of the range with the same chance. */
export function chooseEvenly({ from, to }: DayRange, draw: number): number {
  return to <= from ? from : from + Math.floor(draw * (to - from + 1))
}

/**
 * A day of the range, at random by the draw, likelier the less is due on it; days that are to be easy count as fuller
 * than they are, and days near another card of the note are avoided.
 */
export function chooseBalanced(range: DayRange, draw: number, ahead: DaysAhead): number {
  if (range.to <= range.from) return range.from
  const weights: number[] = []
  let sum = 0
  for (let day = range.from; day <= range.to; day++) sum += weights[day - range.from] = weightOf(day, ahead)
  let rest = draw * sum
  for (const [index, weight] of weights.entries()) {
    rest -= weight
    if (rest < 0) return range.from + index
  }
  return range.to
}

/** `chooseBalanced` as a function of range and draw. */
export function balancing(ahead: DaysAhead): ChooseDays {
  return (range, draw) => chooseBalanced(range, draw, ahead)
}

function weightOf(day: number, ahead: DaysAhead): number {
  const load = day <= BALANCED_DAYS ? ahead.load(day) : 0
  const ease = ahead.ease(day)
  // With one power more for the ease, a day that is half as easy ends up with half the cards.
  return ((ease <= 0 ? KEPT_FREE : ease ** (POWER + 1)) / (1 + load) ** POWER) * apart(day, ahead.siblings)
}

/** 1 for a day far enough from all siblings, less and less towards the day of one. */
function apart(day: number, siblings: readonly number[]): number {
  let factor = 1
  for (const other of siblings) {
    const distance = Math.abs(day - other)
    if (distance <= SIBLING_DAYS) factor = Math.min(factor, ((distance + 1) / (SIBLING_DAYS + 2)) ** 2)
  }
  return factor
}

const TWO_53 = 2 ** 53

/** The draw of a seed: one for a showing of a card, so that its four ratings move together. */
export function drawOf(seed: number): number {
  return hashSeed('fuzz', seed) / TWO_53
}
