import { daysBetween } from '../format/dates.ts'

export interface TimelineInput {
  readonly from: string
  readonly today: string
  readonly exam: string
  /** Days of the mock exams that were sat. */
  readonly mocks: readonly string[]
  readonly lastNew: string | null
}

export interface TimelineLabel {
  readonly x: number
  readonly words: string
  readonly strong: boolean
}

export interface Timeline {
  readonly start: number
  readonly now: number
  readonly end: number
  readonly mocks: readonly number[]
  readonly lastNew: number | null
  readonly labels: readonly TimelineLabel[]
}

const LEFT = 5
const RIGHT = 58
const HALF_LETTER = 2.9
const GAP = 4

/** The room that a label takes: those at the very left begin at their place, the others are centred on it. */
function roomOf({ x, words }: TimelineLabel, scale: number): readonly [number, number] {
  const half = words.length * HALF_LETTER * scale
  return x <= LEFT + 12 ? [x, x + 2 * half] : [x - half, x + half]
}

function touch(one: TimelineLabel, other: TimelineLabel, scale: number): boolean {
  const [start, end] = roomOf(one, scale)
  const [from, to] = roomOf(other, scale)
  return start < to + GAP * scale && from < end + GAP * scale
}

/** Labels that would touch one that counts more are left out; `wanted` has the most important first. */
function spaced(wanted: readonly TimelineLabel[], scale: number): TimelineLabel[] {
  const kept: TimelineLabel[] = []
  for (const label of wanted) if (!kept.some((other) => touch(label, other, scale))) kept.push(label)
  return kept
}

/** The labels with the numbers of the mock exams that find room beside them; the first of those says what it counts. */
function withMocks(labels: readonly TimelineLabel[], mocks: readonly number[], scale: number): TimelineLabel[] {
  const all = [...labels]
  let said = false
  for (const [at, x] of mocks.entries()) {
    const label = { x, words: said ? String(at + 1) : `mock ${at + 1}`, strong: false }
    if (all.some((other) => touch(label, other, scale))) continue
    all.push(label)
    said = true
  }
  return all
}

/** Where things stand between the first day and the exam, over `width` pixels; `scale` is the size of the text. */
export function timelineOf(input: TimelineInput, width: number, day: (day: string) => string, scale = 1): Timeline {
  const span = Math.max(1, daysBetween(input.from, input.exam))
  const end = width - RIGHT * scale
  const x = (at: string) => {
    const part = Math.min(1, Math.max(0, daysBetween(input.from, at) / span))
    return LEFT + part * (end - LEFT)
  }
  const now = x(input.today)
  const inside = input.lastNew !== null && input.lastNew < input.exam && input.lastNew > input.today
  const lastNew = inside ? input.lastNew : null
  const wanted: TimelineLabel[] = [
    { x: now, words: 'today', strong: true },
    ...(lastNew ? [{ x: x(lastNew), words: `last new ${day(lastNew)}`, strong: false }] : []),
    { x: LEFT, words: day(input.from), strong: false },
  ]
  const mocks = input.mocks.map(x)
  return {
    start: LEFT,
    now,
    end,
    mocks,
    lastNew: lastNew === null ? null : x(lastNew),
    labels: withMocks(spaced(wanted, scale), mocks, scale),
  }
}
