import type { Place } from '../../../contract/errors.ts'
import { attribute, element, elements, textAt, type XmlElement } from '../../xml/index.ts'
import { saysNothing } from '../boilerplate.ts'
import { BARE_DRAFT, type DraftQuestion } from '../draft.ts'
import type { MediaShelf } from '../media-shelf.ts'
import { readBody } from './bodies.ts'
import { moodleTexts, words, type MoodleTexts } from './texts.ts'

/** Penalties that Moodle gives every question unless its author changes them. */
const USUAL_PENALTIES = new Set([0, 0.1, 0.3333333, 1])

/** Feedback on the whole answer, by how right it was. */
const WHOLE_FEEDBACK = ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback']

/** A `<question>` as a draft; `null` for a description, which asks nothing. */
export function readQuestion(
  at: XmlElement,
  where: Place,
  category: readonly string[],
  shelf: MediaShelf,
  boilerplate: ReadonlySet<string>,
): DraftQuestion | null {
  const texts = moodleTexts(shelf)
  const read = readBody(attribute(at, 'type'), at, texts)
  if (!read) return null
  const stem = [texts.block(element(at, 'questiontext')), oldPicture(at, shelf)]
    .filter((text) => text !== '')
    .join('\n\n')
  const general = texts.block(element(at, 'generalfeedback'))
  const whole = wholeFeedback(at, texts, boilerplate)
  return {
    ...BARE_DRAFT,
    where,
    title: words(at, 'name', 'text') || words(at, 'name'),
    id: textAt(at, 'idnumber'),
    category,
    tags: elements(element(at, 'tags') ?? at, 'tag').map((tag) => words(tag, 'text') || words(tag)),
    stem,
    explanation: [read.explanation, general, ...whole].filter((text) => text !== '').join('\n\n'),
    body: read.body,
    lost: [...read.lost, ...lostOf(at), ...[...texts.dropped].map((name) => `its <${name}>`)],
  }
}

/** Moodle 1.9 put one picture beside the text. */
function oldPicture(at: XmlElement, shelf: MediaShelf): string {
  const data = textAt(at, 'image_base64')
  const kept = data === '' ? null : shelf.keep(textAt(at, 'image') || 'picture.png', Buffer.from(data, 'base64'))
  return kept === null ? '' : `![](${kept})`
}

/** What is said of a right answer explains it, unless many questions say the same. */
function wholeFeedback(at: XmlElement, texts: MoodleTexts, boilerplate: ReadonlySet<string>): string[] {
  const feedback = WHOLE_FEEDBACK.map((name) => element(at, name))
  const said = feedback.filter((one) => one !== undefined && !boilerplate.has(feedbackKey(one)))
  return [...new Set(said.map((one) => texts.block(one)))]
}

/** Texts of the whole feedback that stand in more than one question, and Moodle's own. */
export function boilerplateOf(questions: readonly XmlElement[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const found = new Set<string>()
  for (const question of questions) {
    for (const name of WHOLE_FEEDBACK) {
      const one = element(question, name)
      if (!one) continue
      const key = feedbackKey(one)
      if (seen.has(key) || saysNothing(key)) found.add(key)
      seen.add(key)
    }
  }
  return found
}

function feedbackKey(at: XmlElement): string {
  return words(at, 'text')
}

function lostOf(at: XmlElement): string[] {
  const hints = elements(at, 'hint').filter((hint) => textAt(hint, 'text') !== '').length
  const penalty = Number(textAt(at, 'penalty') || 0)
  const grade = Number(textAt(at, 'defaultgrade') || 1)
  return [
    ...(hints > 0 ? [hints === 1 ? 'its hint' : `its ${hints} hints`] : []),
    ...(USUAL_PENALTIES.has(penalty) ? [] : [`its penalty for wrong tries (${penalty})`]),
    ...(grade === 1 || grade === 0 ? [] : [`its weight (${grade} marks)`]),
  ]
}
