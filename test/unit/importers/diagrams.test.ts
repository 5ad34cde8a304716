import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { imagesBelow, imagesNamed } from '../../../electron/importers/deck-file/image-folder.ts'
import { readNoteText } from '../../../electron/importers/deck-file/note-text.ts'
import type { ReadImage } from '../../../electron/importers/index.ts'
import { IMPORT_LIMITS } from '../../../electron/importers/limits.ts'
import { drawing } from '../../support/diagram.ts'
import { brief, read } from './support.ts'

const HEAD = 'format: epoch-deck/1\nid: demo\ndeck: Demo\nnotes:\n'
const FIELDS = '    kind: diagram\n    alt: A letter\n    labels: [{ id: a, answer: A, clue: Which? }]\n'
/** A deck file with one diagram on line 5, whose drawing is given on line 9. */
const deck = (given: string) => `${HEAD}  - id: one\n${FIELDS}${given}`
const IMAGE = '    image: drawn/a.svg\n'

const bytes = (text: string) => new TextEncoder().encode(text)
const giving = (content: string | Uint8Array | null): ReadImage => {
  return () => (typeof content === 'string' ? bytes(content) : content)
}
const told = (content: string | Uint8Array | null) => {
  const { notes, bad, issues } = read('demo.yaml', deck(IMAGE), { readImage: giving(content) })
  expect([notes.length, bad]).toEqual([0, 1])
  return issues
}

describe('a diagram in a deck file', () => {
  it('holds its drawing, or names it', () => {
    const svg = drawing('\n<path d="M0 0"/>\n')
    const lines = svg.split('\n').map((line) => `      ${line}\n`)
    const inline = read('demo.yaml', deck(`    svg: |\n${lines.join('')}`))
    const asked: string[] = []
    const beside = read('demo.yaml', deck(IMAGE), {
      readImage: (name) => {
        asked.push(name)
        return bytes(`\ufeff${svg.replaceAll('\n', '\r\n')}\r\n`)
      },
    })
    const content = { kind: 'diagram', alt: 'A letter', labels: [{ id: 'a', answer: 'A', clue: 'Which?' }], svg }
    expect(inline.notes[0]?.content).toEqual(content)
    expect(beside.notes[0]?.content).toEqual(content)
    expect(asked).toEqual(['drawn/a.svg'])
    expect([...inline.issues, ...beside.issues]).toEqual([])
  })

  it('is read from JSON by the same rules', () => {
    const note = { id: 'one', kind: 'diagram', svg: drawing(''), alt: 'A', labels: [{ id: 'a', answer: 'A' }] }
    const file = read('demo.json', JSON.stringify({ format: 'epoch-deck/1', id: 'demo', deck: 'Demo', notes: [note] }))
    expect(file.notes[0]?.content).toMatchObject({ kind: 'diagram', svg: note.svg })
  })

  it('cannot name a drawing in a file that a person imports, and is told what to do', () => {
    const { issues } = read('demo.yaml', deck(IMAGE))
    expect(issues.map(brief)).toEqual(['error image demo.yaml:9:12'])
    expect(issues[0]).toMatchObject({
      message: 'Pictures beside the file do not come with it. Put the drawing itself into “svg”.',
      where: { note: 1, field: 'image', source: '    image: drawn/a.svg' },
      found: 'drawn/a.svg',
    })
    expect(readNoteText(`kind: diagram\nimage: a.svg\nalt: A\nlabels: [{ id: a, answer: A }]\n`)).toMatchObject({
      ok: false,
      error: [{ code: 'image' }],
    })
  })

  it('has one drawing, not two and not none', () => {
    const svg = `    svg: '${drawing('')}'\n`
    expect(read('demo.yaml', deck(''), { readImage: giving(drawing('')) }).issues.map(brief)).toEqual([
      'error missing demo.yaml:5:5',
    ])
    expect(read('demo.yaml', deck(IMAGE + svg), { readImage: giving(drawing('')) }).issues.map(brief)).toEqual([
      'error two-drawings demo.yaml:9:12',
    ])
  })

  it.each<[string, string, string | Uint8Array | null]>([
    ['is not there', 'no-image', null],
    ['is empty', 'empty', ' \n'],
    ['is no text', 'encoding', Uint8Array.of(0xff, 0xfe, 0x00)],
    ['is too long', 'too-large', drawing('<desc>x</desc>'.repeat(8_000))],
    ['is larger than any drawing', 'too-large', new Uint8Array(IMPORT_LIMITS.drawingBytes + 1)],
    ['breaks the rules', 'drawing-element', drawing('<image/>')],
  ])('whose drawing %s is refused where it is named', (_what, code, content) => {
    const issues = told(content)
    expect(issues.map(brief)).toEqual([`error ${code} demo.yaml:9:12`])
    expect(issues[0]?.expected).toBeTruthy()
    expect(issues[0]?.found).toBeTruthy()
  })

  it('may be as long as a drawing can be', () => {
    const long = drawing(`<desc>${'\u20ac'.repeat(99_900)}</desc>`)
    expect(read('demo.yaml', deck(IMAGE), { readImage: giving(long) }).notes).toHaveLength(1)
  })

  it.each([
    '/etc/passwd.svg',
    '../a.svg',
    'a/../../b.svg',
    'a\\\\b.svg',
    'C:/a.svg',
    'file:///a.svg',
    './a.svg',
    'a.png',
    '.svg',
  ])('cannot name %s', (name) => {
    const asked: string[] = []
    const readImage: ReadImage = (image) => {
      asked.push(image)
      return bytes(drawing(''))
    }
    const { issues } = read('demo.yaml', deck(`    image: "${name}"\n`), { readImage })
    expect(issues.map(brief)).toEqual(['error form demo.yaml:9:12'])
    expect(asked).toEqual([])
  })
})

describe('the drawings below a folder', () => {
  const folder = () => {
    const made = fs.mkdtempSync(path.join(os.tmpdir(), 'epoch-images-'))
    onTestFinished(() => fs.rmSync(made, { recursive: true }))
    fs.mkdirSync(path.join(made, 'decks', 'drawn'), { recursive: true })
    fs.writeFileSync(path.join(made, 'outside.svg'), 'outside')
    fs.writeFileSync(path.join(made, 'decks', 'drawn', 'a.svg'), 'inside')
    return made
  }

  it('are read, and nothing else', () => {
    const made = folder()
    const readImage = imagesBelow(path.join(made, 'decks'))
    expect(Buffer.from(readImage('drawn/a.svg') ?? '').toString()).toBe('inside')
    for (const name of [
      'drawn/b.svg',
      'drawn',
      '../outside.svg',
      'drawn/../../outside.svg',
      path.join(made, 'outside.svg'),
    ]) {
      expect(readImage(name)).toBeNull()
    }
  })

  it.skipIf(process.platform === 'win32')('are not reached through a link that leads out', () => {
    const made = folder()
    fs.symlinkSync(path.join(made, 'outside.svg'), path.join(made, 'decks', 'link.svg'))
    fs.symlinkSync(made, path.join(made, 'decks', 'up'))
    const readImage = imagesBelow(path.join(made, 'decks'))
    expect(readImage('link.svg')).toBeNull()
    expect(readImage('up/outside.svg')).toBeNull()
  })

  it('are not read further than a drawing can be long', () => {
    const made = folder()
    fs.writeFileSync(path.join(made, 'decks', 'large.svg'), Buffer.alloc(2 * IMPORT_LIMITS.drawingBytes))
    expect(imagesBelow(path.join(made, 'decks'))('large.svg')).toHaveLength(IMPORT_LIMITS.drawingBytes + 1)
  })

  it('are found in a deck file however it is written', () => {
    expect(
      imagesNamed('image: drawn/a.svg\n"image": "b.svg", image: >-\n  drawn/a.svg\n# not.svgz or x.svg.txt'),
    ).toEqual(['drawn/a.svg', 'b.svg'])
  })
})
