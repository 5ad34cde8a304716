import { stringify } from 'yaml'
import { secondExam, SECOND_BLUEPRINT } from '../fixtures/second-exam.ts'
import { testDamaged, variantsOf } from '../support/damaged.ts'
import { basic, question, type DeckNoteInput } from '../support/decks.ts'
import { DIAGRAM } from '../support/diagram.ts'

/** A note of every kind. */
const NOTES: DeckNoteInput[] = [
  { ...basic('a', 'What is $x^2$?', '**That**, `code` and\n\n- a list'), tags: ['one', 'two'], objective: '1.1.1' },
  { id: 'b', kind: 'basic-reversed', front: 'over', back: 'back' },
  { id: 'c', kind: 'cloze', text: 'An {{c1::epoch::hint}} is {{c2::one pass}}.' },
  { id: 'd', kind: 'typed', front: 'Say it', answer: 'it', accept: ['that'] },
  {
    id: 'e',
    kind: 'computed',
    prompt: '{{n}} by {{b}}?',
    variables: { n: { from: [1000, 2000] }, b: { min: 1, max: 9, step: 2 } },
    answer: 'n / b',
    decimals: 1,
    tolerance: 0.1,
    steps: ['${{n}} / {{b}} = {{n / b}}$'],
  },
  { id: 'f', ...DIAGRAM },
  ...[0, 1, 2, 3].map((index) => question(`q${index}`, index, '1.1.2')),
]
const DECK = { format: 'epoch-deck/1', id: 'test/notes', deck: 'A::B', title: 'Ä deck', notes: NOTES }
const YAML = stringify(DECK).replace('id: a\n', 'id: &anchor a\n')

testDamaged('damaged files of our own', {
  'a deck file in YAML': variantsOf('deck.yaml', YAML),
  'a deck file in JSON': variantsOf('deck.json', JSON.stringify(DECK, null, 1)),
  'a blueprint with its questions': variantsOf('exam.yaml', secondExam(2)),
  'a blueprint in JSON': variantsOf('exam.json', JSON.stringify(SECOND_BLUEPRINT)),
})
