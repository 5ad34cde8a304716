import type { ExamContent } from '../../contract/content/note-content.ts'
import type { QuestionKey, QuestionView } from '../../contract/shapes.ts'
import { createRng, hashSeed, shuffle } from '../random.ts'
import type { Rng } from '../random.ts'

export interface Question {
  readonly view: QuestionView
  readonly key: QuestionKey
}

type Content<K extends ExamContent['kind']> = Extract<ExamContent, { kind: K }>

/**
 * An exam question as it is shown, and its key in the same indexes. The seed fixes the order of options, items and
 * responses; prompts keep theirs. Three or more items to be ordered never stand in the right order.
 */
export function viewQuestion(content: ExamContent, seed: number): Question {
  const rng = createRng(hashSeed('question', seed))
  switch (content.kind) {
    case 'multiple-choice':
    case 'multiple-response':
      return viewChoice(content, rng)
    case 'ordering':
      return viewOrdering(content, rng)
    case 'matching':
      return viewMatching(content, rng)
  }
}

function viewChoice(content: Content<'multiple-choice' | 'multiple-response'>, rng: Rng): Question {
  const options = shuffle(content.options, rng)
  const choices = options.flatMap((option, index) => (option.correct === true ? [index] : []))
  return {
    view: {
      kind: content.kind,
      stem: content.stem,
      options: options.map((option) => option.text),
      choose: choices.length,
    },
    key: keyOf(content, { type: 'choices', choices }, options),
  }
}

function viewOrdering(content: Content<'ordering'>, rng: Rng): Question {
  const entries = [
    ...content.items.map((item, place) => ({ item, place })),
    ...(content.unused ?? []).map((item) => ({ item, place: -1 })),
  ]
  let shown = shuffle(entries, rng)
  while (content.items.length >= 3 && inOrder(shown.map(({ place }) => place))) shown = shuffle(entries, rng)
  const order = content.items.map((_, place) => shown.findIndex((entry) => entry.place === place))
  const items = shown.map(({ item }) => item)
  return {
    view: {
      kind: content.kind,
      stem: content.stem,
      items: items.map((item) => item.text),
      choose: content.items.length,
    },
    key: keyOf(content, { type: 'order', order }, items),
  }
}

function inOrder(places: readonly number[]): boolean {
  const used = places.filter((place) => place >= 0)
  return used.every((place, i) => place === i)
}

function viewMatching(content: Content<'matching'>, rng: Rng): Question {
  const entries = [
    ...content.pairs.map(({ response, reason }, pair) => ({ text: response, reason, pair })),
    ...(content.unused ?? []).map(({ text, reason }) => ({ text, reason, pair: -1 })),
  ]
  const responses = shuffle(entries, rng)
  const pairs = content.pairs.map((_, pair) => responses.findIndex((response) => response.pair === pair))
  return {
    view: {
      kind: content.kind,
      stem: content.stem,
      prompts: content.pairs.map(({ prompt }) => prompt),
      responses: responses.map(({ text }) => text),
    },
    key: keyOf(content, { type: 'pairs', pairs }, responses),
  }
}

function keyOf(
  content: ExamContent,
  answer: QuestionKey['answer'],
  shown: readonly { readonly reason?: string | undefined }[],
): QuestionKey {
  return { answer, reasons: shown.map(({ reason }) => reason ?? null), explanation: content.explanation ?? null }
}
