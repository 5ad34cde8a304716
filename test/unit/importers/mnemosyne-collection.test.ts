import { Buffer } from 'node:buffer'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import zlib from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { importFile } from '../../../electron/importers/index.ts'
import { PICKLE_LIMITS } from '../../../electron/importers/mnemosyne/pickle/index.ts'
import { memFile, memOf, pickle, type MemItem } from '../../fixtures/pickle.ts'
import { read, refusal } from './support.ts'

const BEGUN = Date.UTC(2026, 0, 1, 3) / 1000
const LEARNED = { grade: 4, easiness: 2.3, acq_reps: 2, ret_reps: 5, lapses: 1, last_rep: 300, next_rep: 330 }
const ITEMS: MemItem[] = [
  { id: 'a1', q: 'hola\n<b>x</b> \\ "q"', a: 'hello 食 😀', cat: 'Español', learned: LEARNED },
  { id: 'a1.inv', q: 'See <img src="cell.png">', a: '<$>x^2</$>', cat: 'Biology:: Cells ' },
  { id: 'a2', q: 'new', a: 'one', learned: { ...LEARNED, grade: 1 } },
]

describe('a collection of Mnemosyne 1', () => {
  it.each([0, 2] as const)('comes in from protocol %i: texts, categories as decks, due dates', (protocol) => {
    const deck = read('default.mem', memFile(ITEMS, BEGUN, protocol))
    expect(deck).toMatchObject({ format: 'mnemosyne-mem', bad: 0, missingMedia: ['cell.png'] })
    expect(deck.notes.map(({ content, deck: place }) => [content, place])).toEqual([
      [{ kind: 'basic', front: 'hola  \n**x** \\ "q"', back: 'hello 食 😀' }, 'default::Español'],
      [{ kind: 'basic', front: 'See (picture: cell.png)', back: '$x^2$' }, 'default::Biology::Cells'],
      [{ kind: 'basic', front: 'new', back: 'one' }, 'default'],
    ])
    const [first, second, third] = deck.notes
    const learned = { dueDay: 330, lastDay: 300, ease: 2.3, reps: 7, lapses: 1 }
    expect(first?.schedule).toEqual({ begunAt: BEGUN * 1000 + 500, ...learned })
    expect([second?.schedule, third?.schedule]).toEqual([undefined, undefined])
    expect(deck.issues.map(({ code }) => code)).toEqual(['not-carried', 'missing-media'])
  })

  it('brings the same notes as its XML', () => {
    const xml = `<mnemosyne core_version="1" time_of_start="${BEGUN}"><item id="a1" gr="4" e="2.3" ac_rp="2" rt_rp="5" lps="1" ac_rp_l="1" rt_rp_l="1" l_rp="300" n_rp="330"><cat>Deep</cat><Q>q</Q><A>a</A></item></mnemosyne>`
    const [fromXml] = read('default.xml', xml).notes
    const [fromMem] = read(
      'default.mem',
      memFile([{ id: 'a1', q: 'q', a: 'a', cat: 'Deep', learned: LEARNED }], BEGUN),
    ).notes
    expect(fromXml).toMatchObject({ deck: 'default::Deep', schedule: { begunAt: BEGUN * 1000, dueDay: 330, reps: 7 } })
    expect({ ...fromMem, where: null, schedule: null }).toEqual({ ...fromXml, where: null, schedule: null })
  })

  it('reads what else Python writes: byte texts of any encoding, quotes, tuples, references, long numbers', () => {
    const item = (q: string) =>
      `(imnemosyne.core.mnemosyne_core\nItem\n(dS'q'\n${q}sS'a'\np7\ng7\nsS'id'\nL12L\nsS'next_rep'\n\x8a\x02\x2c\x01sb`
    const questions = [
      `S'it\\'s \\xc3\\xa9\\n\\t\\101'\n`,
      `S"caf\xe9"\n`,
      `U\x02\xc3\xa9`,
      `T\x01\0\0\0\x80`,
      `V\\u98df\n`,
    ]
    const body = `((imnemosyne.core.mnemosyne_core\nStartTime\n(dS'time'\nF1e9\nsb]`
    const deck = read('x.mem', memOf(`${body}(${questions.map(item).join('')}lt.`))
    expect(deck.notes.map(({ content }) => content)).toMatchObject(
      ["it's é A", 'café', 'é', '€', '食'].map((front) => ({ front: front.replace('é A', 'é  \nA'), back: 'a' })),
    )
  })

  it('reads objects of both kinds of class, without the first line, and packed', () => {
    const module = 'mnemosyne.core.mnemosyne_core'
    const plain = (name: string, fields: string) =>
      `ccopy_reg\n_reconstructor\n(c${module}\n${name}\nc__builtin__\nobject\nNtR(d${fields}b`
    const start = plain('StartTime', 'Vtime\nI5\ns')
    const item = plain('Item', 'Vq\nVfront\nsVa\nVback\nsVid\nVi\ns')
    const newer = `\x80\x02c${module}\nItem\n)\x81N}(U\x01qU\x01fU\x01aU\x01bu\x86b`
    const bytes = Buffer.from(`(l${start}a(la(l${item}a${newer}aa.`, 'latin1')
    for (const file of [bytes, zlib.deflateSync(bytes), zlib.gzipSync(bytes)])
      expect(read('old.mem', file).notes.map(({ content }) => content)).toEqual([
        { kind: 'basic', front: 'front', back: 'back' },
        { kind: 'basic', front: 'f', back: 'b' },
      ])
  })

  it('leaves out items without a question or an answer, and says which', () => {
    const deck = read(
      'x.mem',
      memFile(
        [
          { id: '1', q: '', a: 'a' },
          { id: '2', q: 'q', a: null },
          { id: '3', q: 'q', a: 'a' },
        ],
        BEGUN,
      ),
    )
    expect(deck.bad).toBe(2)
    expect(deck.issues.filter(({ severity }) => severity === 'error').map(({ where }) => where)).toEqual([
      { file: 'x.mem', note: 1, field: 'front' },
      { file: 'x.mem', note: 2, field: 'back' },
    ])
  })
})

describe('a pickle that is more than data', () => {
  const mark = path.join(os.tmpdir(), `epoch-pickle-${process.pid}`)
  const command = `touch ${mark}`
  const text = (value: string) => `S'${value}'\n`

  it.each([
    ['a call of os.system', `cposix\nsystem\n(${text(command)}tR.`, 'posix.system'],
    ['the same by another door', `(iposix\nsystem\n.`, 'posix.system'],
    ['an object of any class', `(csubprocess\nPopen\n${text(command)}o.`, 'subprocess.Popen'],
    ['eval', `c__builtin__\neval\n(${text('1')}tR.`, '__builtin__.eval'],
    ['eval of Python 3', `\x80\x02cbuiltins\neval\nX\x01\0\0\x001\x85R.`, 'builtins.eval'],
    ['a class that is only named', `cos\nsystem\n.`, 'os.system'],
    ['an item that is called', `cmnemosyne.core.mnemosyne_core\nItem\n(tR.`, 'mnemosyne.core.mnemosyne_core.Item'],
    [
      'a base class that is not plain',
      `ccopy_reg\n_reconstructor\n(cmnemosyne.core.mnemosyne_core\nItem\ng0\nNtR.`,
      null,
    ],
    ['the function of plain objects made an object', `(ccopy_reg\n_reconstructor\no.`, 'copy_reg._reconstructor'],
  ])('%s is refused, and nothing runs', (_name, attack, found) => {
    for (const around of [attack, `(lp0\n${attack}`, pickle([{ raw: attack.slice(0, -1) }], 2)]) {
      const issue = refusal('evil.mem', memOf(around))
      expect(issue.message).toMatch(/\(byte \d+\)\.$/)
      if (found !== null) expect(issue).toMatchObject({ code: 'pickle-refused', found })
    }
    expect(fs.existsSync(mark)).toBe(false)
  })

  it('names the byte at which it asks', () => {
    const bytes = memOf(`(lp0\nI1\nacposix\nsystem\n.`)
    expect(refusal('evil.mem', bytes)).toMatchObject({
      message: `The file asks for a part of a program, and nothing in a file is ever run here (byte ${bytes.indexOf('cposix')}).`,
      where: { file: 'evil.mem' },
    })
  })

  it.each([
    ['a list that holds itself', `(lp0\ng0\na.`, 'format'],
    ['a memory of what was not kept', `g99\n.`, 'pickle-damaged'],
    ['a persistent id', `Pfile\n.`, 'pickle-damaged'],
    ['an extension', `\x82\x01.`, 'pickle-damaged'],
    ['a newer protocol', `\x80\x05.`, 'pickle-damaged'],
    ['an end without a beginning', `t.`, 'pickle-damaged'],
    ['fields for a number', `I1\n(db.`, 'pickle-damaged'],
    ['a text without its quotes', `S'abc\n.`, 'pickle-damaged'],
    ['a sign that is none', `V\\uZZZZ\n.`, 'pickle-damaged'],
    ['a length beyond the file', `T\xff\xff\x00\x00abc.`, 'pickle-damaged'],
    ['nothing at all', ``, 'pickle-damaged'],
    ['another program’s data', `(lI1\naI2\na.`, 'format'],
    ['items that are no items', `(lN(l(lI1\naa.`, 'format'],
  ])('%s is refused', (_name, pickled, code) => {
    expect(refusal('x.mem', memOf(pickled)).code).toBe(code)
  })

  it('stays within its limits, and says which was hit', () => {
    const limit = (pickled: string) => refusal('x.mem', memOf(pickled))
    const { depth, stack, textBytes, digits } = PICKLE_LIMITS
    expect(limit('('.repeat(depth + 1))).toMatchObject({
      code: 'pickle-limit',
      expected: `at most ${depth} lists inside one another`,
    })
    expect(limit('N'.repeat(stack + 1))).toMatchObject({
      code: 'pickle-limit',
      expected: `at most ${stack} values that wait`,
    })
    expect(limit(`V${'x'.repeat(textBytes + 1)}\n.`)).toMatchObject({
      expected: `at most ${textBytes} bytes in one text`,
    })
    expect(limit(`T\xff\xff\xff\x7f.`)).toMatchObject({ expected: `at most ${textBytes} bytes in one text` })
    expect(limit(`\x8a\x29${'\x01'.repeat(41)}.`)).toMatchObject({ expected: `at most ${digits} bytes of one number` })
    expect(limit(`I${'9'.repeat(digits + 1)}\n.`).code).toBe('pickle-damaged')
    const bomb = zlib.deflateSync(Buffer.alloc(80 * 1024 * 1024, 'N'))
    expect(refusal('bomb.mem', bomb)).toMatchObject({
      code: 'pickle-damaged',
      expected: 'a file that is whole, at most 64 MB unpacked',
    })
  })

  it('a file cut off at any byte is refused with its name', () => {
    for (const protocol of [0, 2] as const) {
      const whole = memFile(ITEMS, BEGUN, protocol)
      for (let length = 1; length < whole.length; length += 1) {
        const made = importFile({ name: 'cut.mem', bytes: whole.subarray(0, length) })
        expect(made.ok, `${length} bytes`).toBe(false)
        if (!made.ok) expect(made.error[0]?.where.file).toBe('cut.mem')
      }
    }
  })
})
