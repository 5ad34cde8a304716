import { numberAt, numbersAt, objectAt, type Json } from './json.ts'
import type { Message } from './protobuf.ts'

/** What each group of options is called that a preset of Anki's has and one of ours has not. */
const WORDS = {
  intervals: 'starting ease, interval factors and graduating intervals, which FSRS does not use',
  autoplay: 'audio does not play by itself',
  replay: 'replaying leaves out the question’s audio',
  timer: 'the timer on screen',
  advance: 'moving on by itself after some seconds',
} as const
type Group = keyof typeof WORDS

/** Numbers of the older scheduler by their fields in deck_config.proto, with what Anki gives them. */
const USUAL_NUMBERS: readonly (readonly [field: number, usual: number])[] = [
  [11, 2.5],
  [12, 1.3],
  [13, 1.2],
  [14, 0],
  [15, 1],
  [17, 1],
  [18, 1],
  [19, 4],
]

/** Options of a preset of schema 15 and later that differ from Anki's own and have no place here, in words. */
export function lostOfMessage(config: Message): string[] {
  const other = USUAL_NUMBERS.some(([field, usual]) => Math.abs(config.number(field, usual) - usual) > 1e-4)
  return wordsOf({
    intervals: other,
    autoplay: config.number(23) === 1,
    replay: config.number(26) === 1,
    timer: config.number(25) === 1,
    advance: config.number(41) > 0 || config.number(42) > 0,
  })
}

/** As `lostOfMessage`, of schema 11. */
export function lostOfJson(json: Json): string[] {
  const [fresh, reviews, lapses] = ['new', 'rev', 'lapse'].map((key) => objectAt(json, key)) as [Json, Json, Json]
  const [good = 1, easy = 4] = numbersAt(fresh, 'ints')
  const differs = (part: Json, key: string, usual: number): boolean =>
    Math.abs(numberAt(part, key, usual) - usual) > 1e-4
  return wordsOf({
    intervals:
      good !== 1 ||
      easy !== 4 ||
      differs(fresh, 'initialFactor', 2500) ||
      differs(reviews, 'ease4', 1.3) ||
      differs(reviews, 'hardFactor', 1.2) ||
      differs(reviews, 'ivlFct', 1) ||
      differs(lapses, 'mult', 0) ||
      differs(lapses, 'minInt', 1),
    autoplay: json['autoplay'] === false,
    replay: json['replayq'] === false,
    timer: numberAt(json, 'timer') !== 0,
    advance: numberAt(json, 'secondsToShowQuestion') > 0 || numberAt(json, 'secondsToShowAnswer') > 0,
  })
}

function wordsOf(lost: Readonly<Record<Group, boolean>>): string[] {
  return (Object.keys(WORDS) as Group[]).filter((group) => lost[group]).map((group) => WORDS[group])
}
