import type { NoteTypeDefinition } from '../../contract/content/note-type.ts'
import type { NoteKind } from '../../contract/content/note-content.ts'
import { RESTORE_FIELD } from '../../importers/anki-package/restore.ts'
import type { OutNoteType } from './model.ts'

/** A note type that our own notes go out under. */
export type OwnType = 'basic' | 'reversed' | 'cloze' | 'typed' | 'computed' | 'diagram' | 'question'

const CSS = `.card {
  font-family: sans-serif;
  font-size: 20px;
  line-height: 1.5;
  max-width: 40em;
  margin: 0 auto;
  padding: 1em;
  text-align: left;
}
.cloze { font-weight: bold; color: #2b6cb0; }
.nightMode .cloze { color: #90cdf4; }
.extra { margin-top: 1em; opacity: 0.8; font-size: 0.9em; }
.right { font-weight: bold; }
.note { opacity: 0.7; font-size: 0.8em; }
.drawing { position: relative; }
.drawing img { display: block; width: 100%; }
.drawing img + svg { position: absolute; inset: 0; }
.drawing svg { width: 100%; height: auto; color: currentColor; }
.labels .cloze-inactive { display: none; }
`

const ANSWER = '\n\n<hr id=answer>\n\n'
const EXTRA = '{{#Extra}}\n<div class="extra">{{Extra}}</div>\n{{/Extra}}'

type Sides = readonly (readonly [question: string, answer: string])[]

function definition(kind: NoteTypeDefinition['kind'], fields: readonly string[], sides: Sides): NoteTypeDefinition {
  return {
    kind,
    fields: [
      ...fields.map((name) => ({ name })),
      {
        name: RESTORE_FIELD,
        description: 'What Epoch needs to bring this note back as it was.',
        collapsed: true,
        excludeFromSearch: true,
        plainText: true,
      },
    ],
    templates: sides.map(([question, answer], index) => ({ name: `Card ${index + 1}`, question, answer })),
    css: CSS,
  }
}

/** Ids never change: by them Anki knows the type of an earlier export again. */
const FIRST_ID = 1_763_596_800_001

const DEFINITIONS: Readonly<Record<OwnType, readonly [name: string, NoteTypeDefinition]>> = {
  basic: [
    'Epoch Basic',
    definition('standard', ['Front', 'Back', 'Extra'], [['{{Front}}', `{{FrontSide}}${ANSWER}{{Back}}\n${EXTRA}`]]),
  ],
  reversed: [
    'Epoch Basic (and reversed card)',
    definition(
      'standard',
      ['Front', 'Back', 'Extra'],
      [
        ['{{Front}}', `{{FrontSide}}${ANSWER}{{Back}}\n${EXTRA}`],
        ['{{Back}}', `{{FrontSide}}${ANSWER}{{Front}}\n${EXTRA}`],
      ],
    ),
  ],
  cloze: ['Epoch Cloze', definition('cloze', ['Text', 'Extra'], [['{{cloze:Text}}', `{{cloze:Text}}\n${EXTRA}`]])],
  typed: [
    'Epoch Typed answer',
    definition(
      'standard',
      ['Front', 'Answer', 'Extra'],
      [['{{Front}}\n\n{{type:Answer}}', `{{Front}}${ANSWER}{{type:Answer}}\n${EXTRA}`]],
    ),
  ],
  computed: [
    'Epoch Computed',
    definition(
      'standard',
      ['Question', 'Answer', 'Steps'],
      [['{{Question}}', `{{FrontSide}}${ANSWER}{{Answer}}\n\n{{Steps}}`]],
    ),
  ],
  diagram: [
    'Epoch Diagram',
    definition(
      'cloze',
      ['Drawing', 'Labels'],
      [
        [
          '<div class="drawing question">{{Drawing}}</div>\n<div class="labels">{{cloze:Labels}}</div>',
          '<div class="drawing answer">{{Drawing}}</div>\n<div class="labels">{{cloze:Labels}}</div>',
        ],
      ],
    ),
  ],
  question: [
    'Epoch Exam question',
    definition(
      'standard',
      ['Question', 'Answer', 'Explanation'],
      [
        [
          '{{Question}}',
          `{{FrontSide}}${ANSWER}{{Answer}}\n{{#Explanation}}\n<div class="extra">{{Explanation}}</div>\n{{/Explanation}}`,
        ],
      ],
    ),
  ],
}

/** The note types of our own notes. */
export const OWN_TYPES: Readonly<Record<OwnType, OutNoteType>> = Object.fromEntries(
  Object.entries(DEFINITIONS).map(([key, [name, made]], index) => [
    key,
    { id: FIRST_ID + index, name, modifiedAt: FIRST_ID, definition: made },
  ]),
) as Record<OwnType, OutNoteType>

const BY_KIND: Readonly<Record<Exclude<NoteKind, 'template'>, OwnType>> = {
  basic: 'basic',
  'basic-reversed': 'reversed',
  cloze: 'cloze',
  typed: 'typed',
  computed: 'computed',
  diagram: 'diagram',
  'multiple-choice': 'question',
  'multiple-response': 'question',
  ordering: 'question',
  matching: 'question',
}

/** The note type that notes of a kind go out under. */
export function ownTypeOf(kind: Exclude<NoteKind, 'template'>): OwnType {
  return BY_KIND[kind]
}
