import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importInto } from '../../electron/jobs/import-file.ts'
import { quietPulse } from '../../electron/jobs/protocol.ts'
import { storedHashes } from '../../electron/media/store.ts'
import {
  asQti3,
  canvasItem,
  equal,
  html,
  interop,
  label,
  material,
  moodle,
  moodleAnswer,
  PIXEL,
  qti2Item,
  quiz,
  response,
  rule,
} from '../fixtures/question-xml.ts'
import { makeZip } from '../fixtures/zip.ts'
import {
  DAMAGE_ORDER,
  DamageTarget,
  expectSame,
  testDamaged,
  variantsInside,
  variantsOf,
  type Damage,
} from '../support/damaged.ts'

const SEVERAL = Array.from({ length: 8 }, (_, at) => at)

const GIFT = SEVERAL.map(
  (at) =>
    `// [id:q${at}] [tag:x]\n::T${at}::[html]<p>Which \\{${at}\\}?</p> {\n=a${at}#yes\n~%50%b#no\n~c\n####general\n}\n\nSort ${at} {>3 ALL VERTICAL\none\ntwo\nthree}\n`,
).join('\n$CATEGORY: a/b\n\n')
const AIKEN = SEVERAL.map((at) => `Question ${at}?\nA. one\nB) two\nC. three\nANSWER: B\n`).join('\n')
const PICTURE = `<file name="p.png" path="/" encoding="base64">${PIXEL.toString('base64')}</file>`
const MOODLE = quiz(
  ...SEVERAL.map((at) =>
    moodle(
      'multichoice',
      `Q${at} <b>x</b>`,
      `<single>true</single>${moodleAnswer(100, 'a', 'since')}${moodleAnswer(0, 'b')}`,
    ),
  ),
  `<question type="truefalse"><questiontext${html('<img src="@@PLUGINFILE@@/p.png">', PICTURE)}</questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`,
)
const ITEM = qti2Item(
  '<p>See <img src="p.png" alt="x"/></p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Q</prompt><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice></choiceInteraction>',
  response('single', ['A']),
  '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="A" showHide="show"><p>Since.</p></modalFeedback>',
)
const LID = `<response_lid ident="response1" rcardinality="Single"><render_choice>${label('a', 'x')}${label('b', 'y')}</render_choice></response_lid>`
const CANVAS = interop(
  ...SEVERAL.map((at) =>
    canvasItem(`multiple_choice_question${at}`, material(`<p>Q${at}</p>`) + LID, rule(equal('a'), 100)),
  ),
)
const TABLE = `question,option_a,option_b,option_c,correct,explanation\n${SEVERAL.map((at) => `"Q, ${at}?",a,b,c,${'ABC'[at % 3]},"why ""so"""`).join('\n')}\n`
const BLOCKS = SEVERAL.map(
  (at) => `NewQuestion,MC\nID,i${at}\nQuestionText,"Q, ${at}?"\nOption,100,a,,f\nOption,0,b\n`,
).join('')
const MANIFEST =
  '<manifest><resources><resource href="a.xml"><metadata><lom><general><keyword>k</keyword></general></lom></metadata></resource></resources></manifest>'
const PACKAGE = [
  { name: 'imsmanifest.xml', data: MANIFEST },
  { name: 'a.xml', data: ITEM },
  { name: 'b.xml', data: asQti3(ITEM) },
  { name: 'p.png', data: PIXEL },
]

const OLD_PACKAGE = [
  {
    name: 'imsmanifest.xml',
    data: '<manifest><resources><resource type="imsqti_xmlv1p2" href="quiz/quiz.xml"/></resources></manifest>',
  },
  { name: 'quiz/quiz.xml', data: CANVAS },
]

const bytes = (text: string) => new TextEncoder().encode(text)

const KINDS: Record<string, Damage> = {
  GIFT: variantsOf('bank.gift', GIFT),
  Aiken: variantsOf('bank.aiken', AIKEN),
  'Moodle XML': variantsOf('bank.xml', MOODLE),
  'a QTI 1.2 file': variantsOf('bank.xml', CANVAS),
  'a QTI 2 item': variantsOf('item.xml', ITEM),
  'a QTI 3 item': variantsOf('item.xml', asQti3(ITEM)),
  'a package': variantsOf('bank.zip', makeZip(PACKAGE)),
  'an item in a package': variantsInside('bank.zip', PACKAGE, 'a.xml'),
  'an item of QTI 3 in a package': variantsInside('bank.zip', PACKAGE, 'b.xml'),
  'the manifest of a package': variantsInside('bank.zip', PACKAGE, 'imsmanifest.xml'),
  'a package of QTI 1.2': variantsOf('bank.zip', makeZip(OLD_PACKAGE)),
  'the list in a package of QTI 1.2': variantsInside('bank.zip', OLD_PACKAGE, 'quiz/quiz.xml'),
  'a table of questions': variantsOf('bank.csv', TABLE),
  'the blocks of Brightspace': variantsOf('bank.csv', BLOCKS),
}

testDamaged('damaged question banks', KINDS)

let target: DamageTarget
beforeAll(() => void (target = new DamageTarget()))
afterAll(() => target.close())

describe('a question bank', () => {
  it('one that cannot be written leaves no picture behind', async () => {
    target.renew()
    const clean = target.state()
    const file = { name: 'bank.zip', bytes: makeZip(PACKAGE) }
    let asked = 0
    const cancel = { ...quietPulse, cancelled: () => ++asked > 1 }
    const { collection, dataDir } = target
    const done = await importInto(collection, file, false, DAMAGE_ORDER, cancel)
    expect(done).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect([...storedHashes(dataDir)]).toEqual([])
    expectSame({ ...target.state(), files: clean.files }, clean, 'a cancelled import')
    expect((await importInto(collection, file, false, DAMAGE_ORDER, quietPulse)).ok).toBe(true)
    expect([...storedHashes(dataDir)]).toHaveLength(1)
    expect(collection.media.all()).toHaveLength(1)
  })
})

const many = (text: string, count = 5_000) => text.repeat(count)
const RESPONSES = 'identifier="R" cardinality="multiple" baseType="directedPair"'

/** Small files whose parts multiply when they are combined with one another. */
const MULTIPLYING: Record<string, [name: string, text: string]> = {
  'pairs of a match whose ends are all the same': [
    'item.xml',
    `<assessmentItem identifier="a"><responseDeclaration ${RESPONSES}><correctResponse>${many('<value>a b</value>')}</correctResponse></responseDeclaration><itemBody><matchInteraction responseIdentifier="R"><simpleMatchSet>${many('<simpleAssociableChoice identifier="a">x</simpleAssociableChoice>')}</simpleMatchSet><simpleMatchSet>${many('<simpleAssociableChoice identifier="b">x</simpleAssociableChoice>')}</simpleMatchSet></matchInteraction></itemBody></assessmentItem>`,
  ],
  'interactions of one item': [
    'item.xml',
    `<assessmentItem identifier="a"><itemBody>${many('<choiceInteraction responseIdentifier="R"><simpleChoice identifier="A">a</simpleChoice></choiceInteraction>')}</itemBody></assessmentItem>`,
  ],
  'responses and rules': [
    'quiz.xml',
    `<questestinterop><item><presentation>${many('<response_lid ident="r"><response_label ident="a"/></response_lid>')}</presentation><resprocessing>${many('<respcondition><conditionvar><varequal respident="r">a</varequal></conditionvar><setvar>1</setvar></respcondition>')}</resprocessing></item></questestinterop>`,
  ],
  'choices and matches of one number': [
    'bank.csv',
    `NewQuestion,M\nQuestionText,x\n${many('Choice,1,a\nMatch,1,b\n')}`,
  ],
  'marks in comments that never end': ['bank.gift', `//${many('[id:[tag:', 100_000)}\nQ {=}`],
  'options of one question': ['bank.gift', `Q {=a${many('~b', 100_000)}}`],
}

describe('parts that multiply', () => {
  it.each(Object.entries(MULTIPLYING))('%s: told, and nothing comes in', async (_what, [name, text]) => {
    target.renew()
    const done = await importInto(target.collection, { name, bytes: bytes(text) }, false, DAMAGE_ORDER, quietPulse)
    expect(done).toMatchObject({ ok: false, error: { code: 'refused' } })
  })
})
