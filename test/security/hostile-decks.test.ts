import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../electron/contract/content/primitives.ts'
import { importNow } from '../../electron/services/import-now.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { basics } from '../support/decks.ts'
import { HOSTILE_DRAWINGS } from '../support/diagram.ts'
import { refusal } from '../support/study.ts'

let test: TestApp
beforeAll(async () => {
  test = await makeApp()
  test.addNotes('Deck', basics(3))
})
afterAll(() => test.close())

const HEAD = 'format: epoch-deck/1\nid: hostile\ndeck: Hostile\nnotes:\n'
const JSON_HEAD = '{"format":"epoch-deck/1","id":"hostile","deck":"Hostile","notes":'
const note = (fields: string): string => `${HEAD}  - id: one\n    kind: basic\n${fields}`
const computed = (fields: string): string =>
  `${HEAD}  - id: one\n    kind: computed\n    prompt: "{{a}}"\n    decimals: 0\n    tolerance: 0\n    steps: [x]\n${fields}`

/** Nine levels of ten references each stand for 10^9 words. */
const aliasBomb = [
  'a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol","lol"]',
  ...Array.from({ length: 8 }, (_, level) => {
    const [name, before] = [String.fromCharCode(98 + level), String.fromCharCode(97 + level)]
    return `${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(',')}]`
  }),
].join('\n')

const MB = 1024 * 1024
const HOSTILE: Record<string, [name: string, text: string]> = {
  'an alias bomb': ['bomb.yaml', `${aliasBomb}\n${HEAD}  - *i\n`],
  'an alias bomb inside a note': ['bomb.yaml', note(`    front: &x [a, a]\n    back: [*x, *x, *x]\n`)],
  'a key merged from elsewhere': ['merge.yaml', note(`    front: x\n    back: y\n    <<: {extra: z}\n`)],
  'a tag that asks for a type': ['tag.yaml', note(`    front: !!js/function "function(){}"\n    back: y\n`)],
  'a tag for binary data': ['tag.yaml', note(`    front: !!binary aGVsbG8=\n    back: y\n`)],
  'deep nesting in YAML': ['deep.yaml', note(`    front: ${'['.repeat(20_000)}\n`)],
  'deep nesting by indentation': [
    'deep.yaml',
    HEAD + Array.from({ length: 2000 }, (_, level) => `${' '.repeat(level + 2)}a:\n`).join(''),
  ],
  'deep nesting in JSON': ['deep.json', `${JSON_HEAD}${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  'deep objects in JSON': ['deep.json', `${JSON_HEAD}${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
  'a prototype as a field': ['proto.yaml', note(`    front: x\n    back: y\n    __proto__: {polluted: true}\n`)],
  'a constructor as a field': [
    'proto.yaml',
    note(`    front: x\n    back: y\n    constructor: {prototype: {polluted: 1}}\n`),
  ],
  'a prototype in JSON': [
    'proto.json',
    `${JSON_HEAD}[{"id":"a","kind":"basic","front":"x","back":"y","__proto__":{"polluted":true}}]}`,
  ],
  'a prototype at the top': ['proto.yaml', `__proto__: {polluted: true}\n${note('    front: x\n    back: y\n')}`],
  'a prototype among references': [
    'proto.yaml',
    `references: {__proto__: {title: x, url: "https://example.com"}}\n${note('    front: x\n    back: y\n')}`,
  ],
  'a prototype as a variable': [
    'proto.yaml',
    computed(`    variables: {__proto__: {from: [1, 2]}}\n    answer: "1"\n`),
  ],
  'numbers beyond all bounds': [
    'huge.yaml',
    computed(`    variables: {a: {min: -1e400, max: 1e400, step: 1e-320}}\n    answer: a\n`),
  ],
  'numbers that are none': [
    'huge.yaml',
    computed(`    variables: {a: {min: .nan, max: .inf, step: 1}}\n    answer: a\n`),
  ],
  'a range of too many steps': [
    'huge.yaml',
    computed(`    variables: {a: {min: 0, max: 1e300, step: 1e-300}}\n    answer: a\n`),
  ],
  'an answer that is not finite': [
    'huge.yaml',
    computed(`    variables: {a: {from: [1, 2]}}\n    answer: 10^10^10^a\n`),
  ],
  'a huge number of decimals': [
    'huge.yaml',
    computed(`    variables: {a: {from: [1, 2]}}\n    answer: a\n`).replace(
      'decimals: 0',
      'decimals: 999999999999999999999',
    ),
  ],
  'an expression nested without end': [
    'huge.yaml',
    computed(`    variables: {a: {from: [1, 2]}}\n    answer: "${'('.repeat(240)}a${')'.repeat(240)}"\n`),
  ],
  'a line of 10 MB in YAML': ['line.yaml', note(`    front: ${'x'.repeat(10 * MB)}\n    back: y\n`)],
  'a line of 10 MB in JSON': [
    'line.json',
    `${JSON_HEAD}[{"id":"a","kind":"basic","front":"${'x'.repeat(10 * MB)}","back":"y"}]}`,
  ],
  'a line of 10 MB in CSV': ['line.csv', `front,back\nshort,fine\n${'x'.repeat(10 * MB)},y\n`],
  'a key of 1 MB': ['key.yaml', note(`    front: x\n    back: y\n    ? ${'k'.repeat(MB)}\n    : z\n`)],
  'a deck path of 10,000 levels': [
    'path.yaml',
    note('    front: x\n    back: y\n').replace('deck: Hostile', `deck: ${'a::'.repeat(10_000)}b`),
  ],
  'an id that climbs out of its folder': [
    'id.yaml',
    note('    front: x\n    back: y\n').replace('id: hostile', 'id: ../../../etc/passwd'),
  ],
  'a cloze that never ends': [
    'cloze.yaml',
    `${HEAD}  - id: one\n    kind: cloze\n    text: "${'{{c1::'.repeat(2500)}"\n`,
  ],
}

/** A diagram whose drawing stands in the file, as JSON. */
function diagram(fields: Record<string, unknown>): string {
  const labels = [{ id: 'a', answer: 'A' }]
  return `${JSON_HEAD}${JSON.stringify([{ id: 'one', kind: 'diagram', alt: 'A', labels, ...fields }])}}`
}
for (const [what, svg] of Object.entries(HOSTILE_DRAWINGS)) {
  HOSTILE[`a drawing with ${what}`] = ['drawing.json', diagram({ svg })]
}
for (const image of ['/etc/passwd', '/etc/passwd.svg', '../../secret.svg', 'https://attacker.example/a.svg', 'a.svg']) {
  HOSTILE[`a drawing from ${image}`] = ['drawing.json', diagram({ image })]
}

/** What is wrong with these is no place in them. */
const TOO_MUCH: Record<string, [name: string, text: string]> = {
  'a table with 10,000 columns': ['wide.csv', `${'a,'.repeat(10_000)}b\n${'1,'.repeat(10_000)}2\n`],
  'an open quote over 10 MB': ['quote.csv', `front,back\n"${'x,y\n'.repeat(2.5 * MB)}`],
}

/** All that is on disk of the collection. */
function disk(): string[] {
  return ['collection.db', 'collection.db-wal'].map((name) => {
    const file = path.join(test.dataDir, name)
    return fs.existsSync(file) ? fs.readFileSync(file).toString('base64') : ''
  })
}

function bring(name: string, bytes: Uint8Array) {
  return importNow(test.app.context, { name, bytes }, false)
}

describe('a hostile deck file', () => {
  it.each(Object.entries(HOSTILE))('with %s is refused with its place, and nothing changes', (_what, [name, text]) => {
    const before = disk()
    const report = bring(name, Buffer.from(text))
    expect(report.refused).toBe(true)
    const errors = report.issues.filter((issue) => issue.severity === 'error')
    expect(errors.length).toBeGreaterThan(0)
    expect(report.issues.length).toBeLessThanOrEqual(201)
    for (const { message, where, found } of errors) {
      expect(message).toMatch(/^\P{Ll}.*\S$/su)
      expect(message.length).toBeLessThan(500)
      expect(found?.length ?? 0).toBeLessThan(500)
      expect(where.source?.length ?? 0).toBeLessThan(500)
      expect(where.file).toBe(name)
    }
    expect(errors[0]?.where.line, JSON.stringify(errors[0]).slice(0, 300)).toBeGreaterThan(0)
    expect(disk()).toEqual(before)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it.each(Object.entries(TOO_MUCH))('with %s is refused with the bound that it broke', (_what, [name, text]) => {
    const before = disk()
    const report = bring(name, Buffer.from(text))
    expect(report.refused).toBe(true)
    expect(report.issues[0]).toMatchObject({ where: { file: name }, expected: expect.stringMatching(/\d/) })
    expect(disk()).toEqual(before)
  })

  it('larger than the limit is refused before it is read', () => {
    const before = disk()
    const report = bring('large.csv', Buffer.alloc(LIMITS.fileBytes + 1, 'a,b\n'))
    expect(report).toMatchObject({ refused: true, issues: [{ code: 'too-large', expected: 'at most 64 MB' }] })
    expect(disk()).toEqual(before)
  })

  it('with thousands of errors tells the first ones and how many there are', () => {
    const report = bring('many.yaml', Buffer.from(HEAD + Array.from({ length: 3000 }, () => '  - id: x\n').join('')))
    expect(report.refused).toBe(true)
    expect(report.issues.length).toBeLessThanOrEqual(201)
    expect(JSON.stringify(report.issues.at(-1))).toMatch(/\d{4}/)
  })

  it.each([
    ['a program', 'deck.yaml', Buffer.from('7f454c46020101000000000000000000', 'hex')],
    ['an Anki package', 'deck.apkg', Buffer.from('PK\u0003\u0004')],
    ['a package under another name', 'deck.csv', Buffer.from('PK\u0003\u0004\u0014\u0000\u0000\u0000\u0008\u0000')],
    ['a picture', 'deck.txt', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['zeros', 'deck.csv', Buffer.alloc(4096)],
    ['UTF-16 without its mark', 'deck.csv', Buffer.from('front,back\nq,a\n', 'utf16le')],
    ['Latin-1', 'deck.csv', Buffer.from('front,back\nGr\u00fc\u00dfe,a\n', 'latin1')],
    ['half a character', 'deck.csv', Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xe2, 0x82])],
  ])('that is %s is refused by name', (_what, name, bytes) => {
    const before = disk()
    const report = bring(name, bytes)
    expect(report).toMatchObject({ refused: true, issues: [{ severity: 'error', where: { file: name } }] })
    expect(disk()).toEqual(before)
  })
})

describe('expressions of computed notes', () => {
  const draft = (fields: Record<string, unknown>) => ({
    note: {
      content: {
        kind: 'computed' as const,
        prompt: 'x',
        variables: { a: { from: [1, 2] } },
        answer: 'a',
        decimals: 0,
        tolerance: 0,
        steps: ['x'],
        ...fields,
      },
      tags: [],
    },
  })
  const REACHING = [
    'constructor',
    'globalThis',
    'process',
    'this',
    'window',
    '__proto__',
    'a.constructor',
    'a.constructor.constructor("return process")()',
    'a["constructor"]',
    'toString()',
    'valueOf()',
    'hasOwnProperty(1)',
    'eval("1")',
    'Function("return 1")()',
    'require("fs")',
    'import("fs")',
    'sqrt.constructor("return 1")()',
    'sqrt.call(1)',
    '() => 1',
    'a = 1',
    'a; 1',
    'a, 1',
    '`${1}`',
    'new Date()',
    '/a/',
    '\\u0061',
    '0x10',
    '1_000',
    'a ?? 1',
    'a ? 1 : 2',
    '{}',
    '[1][0]',
  ]

  it.each(REACHING)('cannot reach anything by %s', async (expression) => {
    const { notes } = test.client
    for (const fields of [
      { answer: expression },
      { let: { b: expression }, answer: 'b' },
      { prompt: `{{${expression}}}` },
      { steps: [`{{${expression}|2}}`] },
      { require: [expression] },
      { plot: { y: expression, from: 0, to: 1, at: 'a', label: 'x' } },
    ]) {
      expect(await refusal(notes.preview(draft(fields)))).toMatchObject({ code: 'INVALID' })
    }
  })

  it('cannot take a name that objects have already', async () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      const { faces } = await test.client.notes.preview(
        draft({ variables: { [name]: { from: [3, 3] } }, answer: name }),
      )
      expect(faces[0]).toMatchObject({ type: 'computed', answer: '3' })
    }
  })
})
