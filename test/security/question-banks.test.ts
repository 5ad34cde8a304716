import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importInto } from '../../electron/jobs/import-file.ts'
import { quietPulse } from '../../electron/jobs/protocol.ts'
import { storedHashes } from '../../electron/media/store.ts'
import type { Collection } from '../../electron/store/collection.ts'
import { openCollection } from '../../electron/store/open.ts'
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
import { temporaryFolder } from '../support/host.ts'
import { mutated, VARIANTS } from '../support/mutations.ts'

const NOW = Date.UTC(2026, 10, 20, 12)
const ORDER = { scheduling: true, update: 'newer', now: NOW, zone: 'UTC', rolloverHour: 4 } as const
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

const bytes = (text: string) => new TextEncoder().encode(text)
const variants = (name: string, data: Uint8Array) => (seed: number) => ({ name, bytes: mutated(data, seed) })
/** A package that is whole but for what is in one of its files. */
const inside = (member: string, data: Uint8Array) => (seed: number) => ({
  name: 'bank.zip',
  bytes: makeZip(PACKAGE.map((entry) => (entry.name === member ? { ...entry, data: mutated(data, seed) } : entry))),
})

const KINDS: Record<string, (seed: number) => { name: string; bytes: Uint8Array }> = {
  GIFT: variants('bank.gift', bytes(GIFT)),
  Aiken: variants('bank.aiken', bytes(AIKEN)),
  'Moodle XML': variants('bank.xml', bytes(MOODLE)),
  'a QTI 1.2 file': variants('bank.xml', bytes(CANVAS)),
  'a QTI 2 item': variants('item.xml', bytes(ITEM)),
  'a QTI 3 item': variants('item.xml', bytes(asQti3(ITEM))),
  'a package': variants('bank.zip', makeZip(PACKAGE)),
  'an item in a package': inside('a.xml', bytes(ITEM)),
  'the manifest of a package': inside('imsmanifest.xml', bytes(MANIFEST)),
  'a table of questions': variants('bank.csv', bytes(TABLE)),
  'the blocks of Brightspace': variants('bank.csv', bytes(BLOCKS)),
}

/** Imports that succeed before the collection is made anew, so that it stays small. */
const RENEW_AFTER = 150

let pristine: string
let dataDir: string
let collection: Collection

beforeAll(() => {
  pristine = temporaryFolder('pristine-bank')
  openAt(pristine).close()
  dataDir = temporaryFolder('damaged-bank')
  renew()
})
afterAll(() => collection.close())

function openAt(folder: string): Collection {
  const opened = openCollection(folder, { now: () => NOW, purpose: 'owner' })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

function renew(): void {
  if (collection?.db.open) collection.close()
  fs.rmSync(dataDir, { recursive: true, force: true })
  fs.cpSync(pristine, dataDir, { recursive: true })
  collection = openAt(dataDir)
}

/** The database's bytes and the names of all files beside it. */
function fingerprint() {
  const hash = (name: string) => {
    const file = path.join(dataDir, name)
    return fs.existsSync(file) ? createHash('sha256').update(fs.readFileSync(file)).digest('hex') : 'none'
  }
  const files = fs.readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).sort()
  return { database: hash('collection.db'), log: hash('collection.db-wal'), files }
}

/** Media files that no row names. */
function orphans(): string[] {
  const named = new Set(collection.media.all().map(({ hash }) => hash))
  return [...storedHashes(dataDir)].filter((hash) => !named.has(hash))
}

/** The long campaign takes about this many milliseconds a variant on a slow machine. */
const TIMEOUT = Math.max(60_000, VARIANTS * 100)

describe('damaged question banks', () => {
  it.each(Object.entries(KINDS))(
    '%s: refused without a trace, or read into a collection that is whole',
    async (kind, make) => {
      renew()
      let clean = fingerprint()
      let read = 0
      let told = 0
      for (let seed = 1; seed <= VARIANTS; seed += 1) {
        const file = make(seed)
        const where = `${kind}, seed ${seed}`
        const done = await importInto(collection, file, seed % 2 === 0, ORDER, quietPulse)
        const issues = done.ok ? done.value.issues : done.error.code === 'refused' ? done.error.issues : []
        for (const issue of issues) {
          expect(issue.where.file?.startsWith(file.name), where).toBe(true)
          expect(issue.message, where).not.toBe('')
        }
        if (issues.length > 0) told += 1
        if (!done.ok) {
          expect(issues.length, where).toBeGreaterThan(0)
          expect(fingerprint(), where).toEqual(clean)
          continue
        }
        read += 1
        expect(collection.db.pragma('foreign_key_check'), where).toEqual([])
        if (read % RENEW_AFTER === 0) renew()
        clean = fingerprint()
      }
      expect(told).toBeGreaterThan(VARIANTS / 50)
      expect(orphans()).toEqual([])
    },
    TIMEOUT,
  )

  it('one that cannot be written leaves no picture behind', async () => {
    renew()
    const clean = fingerprint()
    const file = { name: 'bank.zip', bytes: makeZip(PACKAGE) }
    let asked = 0
    const cancel = { ...quietPulse, cancelled: () => ++asked > 1 }
    const done = await importInto(collection, file, false, ORDER, cancel)
    expect(done).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect([...storedHashes(dataDir)]).toEqual([])
    expect(fingerprint()).toMatchObject({ database: clean.database, log: clean.log })
    expect((await importInto(collection, file, false, ORDER, quietPulse)).ok).toBe(true)
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
    renew()
    const done = await importInto(collection, { name, bytes: bytes(text) }, false, ORDER, quietPulse)
    expect(done).toMatchObject({ ok: false, error: { code: 'refused' } })
  })
})
