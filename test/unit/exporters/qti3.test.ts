import fc from 'fast-check'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { NoteContent } from '../../../electron/contract/content/note-content.ts'
import { questionsOf, type ExportedNote } from '../../../electron/exporters/question-bank.ts'
import { toGift } from '../../../electron/exporters/gift/index.ts'
import { toQti3 } from '../../../electron/exporters/qti3/index.ts'
import { blocks, inline } from '../../../electron/exporters/qti3/markdown-html.ts'
import { readArchive } from '../../../electron/importers/archive/index.ts'
import { importAny, importFile } from '../../../electron/importers/index.ts'
import { parseXml } from '../../../electron/importers/xml/index.ts'
import { deckFiles } from '../../../electron/jobs/install.ts'
import { PIXEL } from '../../fixtures/question-xml.ts'
import { REAL_DECKS } from '../../support/app.ts'
import { questionContent, questionNote } from '../../support/questions.ts'

const word = fc.constantFrom(
  'alpha',
  'A & B',
  '1 < 2',
  '"quoted"',
  'x_y',
  '**bold**',
  '*soft*',
  '`a <b>`',
  '$x^2_i$',
  'é食😀',
  '[site](https://example.com/a)',
  '5 $',
  'C:\\\\dir',
  '3\\. third',
)
const line = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))
const block = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: line },
      fc.constantFrom(
        '- one\n- two\n  - three',
        '- one\n\n- two\n\n  - three\n  - four\n\n  more',
        '- one\n  - in\n\n  - out\n- two\n  > said',
        '* star\n* light',
        '1. first\n2. second',
        '3) third\n\n4) fourth\n\n   ```\n   - no list\n\n   - nor this\n   ```',
        '- x\n  ```\n  a\n\n  - b\n  ```\n- y',
        '```py\nx = 1 < 2\n\n```',
        '$$\\frac{1}{2}$$',
        '| a | b |\n| --- | --- |\n| 1 | 2 |',
        '> said',
        'soft\nbreak',
        'hard  \nbreak',
      ),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join('\n\n'))

function note(content: NoteContent, more: Partial<ExportedNote> = {}): ExportedNote {
  const plain = { tags: [], objective: null, beyond: null, covers: [], services: [], references: [], verifiedOn: null }
  return { guid: 'demo/q1', deck: 'Demo', content, ...plain, ...more }
}

async function back(notes: readonly ExportedNote[], media: Record<string, Uint8Array> = {}) {
  const out = await toQti3(notes, (name) => media[name] ?? null)
  const read = await importAny({ name: 'bank.zip', bytes: out.bytes })
  if (!read.ok) expect.fail(JSON.stringify(read.error))
  return { out, deck: read.value }
}

/** Every text of a content as it looks, whatever Markdown says so. */
function looks(value: unknown, short = false): unknown {
  if (typeof value === 'string') return (short ? inline(value) : blocks(value)).replace(/\s+/g, ' ')
  if (Array.isArray(value)) return value.map((one) => looks(one, short))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      looks(inner, ['text', 'prompt', 'response', 'answer', 'accept'].includes(key)),
    ]),
  )
}

describe('questions as a QTI 3 package', () => {
  it('come back looking the same, with their identity, deck and tags, and the second time to the letter', async () => {
    const notes = fc.array(questionNote(questionContent({ block, line })), { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(notes, async (all) => {
        const distinct = all.map((one, index) => ({ ...one, guid: `${one.guid}${index}` }))
        const { out, deck } = await back(distinct)
        expect(out.written).toBe(distinct.length)
        expect(deck.issues).toEqual([])
        const byGuid = new Map(deck.notes.map((one) => [one.guid, one]))
        for (const { guid, deck: place, tags, objective, content } of distinct) {
          const found = byGuid.get(guid)
          expect(found).toMatchObject({ deck: place, objective })
          expect(found?.tags).toEqual(tags)
          expect(looks(found?.content)).toEqual(looks(content))
        }
        const again = await back(deck.notes.map((one) => ({ ...one })))
        expect(again.deck.notes.map(({ guid, content }) => ({ guid, content }))).toEqual(
          deck.notes.map(({ guid, content }) => ({ guid, content })),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('the built-in questions come back looking the same, by GIFT to the letter', async () => {
    const notes = deckFiles(REAL_DECKS).flatMap(({ name, bytes }) => {
      const read = importFile({ name: path.basename(name), bytes })
      return read.ok ? [...read.value.notes] : []
    })
    const { questions } = questionsOf(notes)
    const exam = questions.filter(({ content }) => content.kind !== 'typed')
    expect(exam.length).toBeGreaterThan(100)
    const { deck } = await back(exam)
    const byGuid = new Map(deck.notes.map((one) => [one.guid, one]))
    for (const { guid, content, deck: place, objective } of exam) {
      expect(byGuid.get(guid)).toMatchObject({ deck: place, objective })
      expect(looks(byGuid.get(guid)?.content), guid).toEqual(looks(content))
    }
    const choices = exam.filter(
      ({ content }) => content.kind === 'multiple-choice' || content.kind === 'multiple-response',
    )
    const gift = importFile({ name: 'bank.gift', bytes: new TextEncoder().encode(toGift(choices).text) })
    if (!gift.ok) expect.fail(JSON.stringify(gift.error))
    expect(gift.value.notes.map(({ guid, content }) => ({ guid, content }))).toEqual(
      choices.map(({ guid, content }) => ({ guid, content })),
    )
  })

  it('hold well-formed files, a manifest that names them, and pictures', async () => {
    const stem = 'See ![a "b"](plot-1.png) and [sound:hi.mp3] and ![gone](gone.png)'
    const choice = { kind: 'multiple-choice' as const, stem, options: [{ text: 'a', correct: true }, { text: 'b' }] }
    const { out, deck } = await back([note(choice)], { 'plot-1.png': PIXEL, 'hi.mp3': new Uint8Array([1, 2, 3]) })
    const archive = await readArchive({ name: 'x.zip', bytes: out.bytes })
    if (!archive.ok) expect.fail('no archive')
    const names = archive.value.entries.map(({ name }) => name)
    expect(names).toEqual(['imsmanifest.xml', 'test.xml', 'items/item-00001.xml', 'media/plot-1.png', 'media/hi.mp3'])
    for (const name of names.filter((one) => one.endsWith('.xml'))) {
      const bytes = archive.value.readNow(name)
      expect(bytes.ok && parseXml(name, Buffer.from(bytes.value).toString()).ok, name).toBe(true)
    }
    expect(out.issues.map(({ found }) => found)).toEqual(['the medium gone.png, which is not there'])
    expect(deck.media).toHaveLength(2)
    expect(deck.notes[0]?.content).toMatchObject({
      stem: expect.stringMatching(/^See !\[a "b"\]\(plot-1-[0-9a-f]{12}\.png\) and \[sound:hi-[0-9a-f]{12}\.mp3\] and/),
    })
    expect(deck.missingMedia).toEqual(['../media/gone.png'])
  })

  it('typed answers keep their other forms and capitals', async () => {
    const typed = {
      kind: 'typed' as const,
      front: 'Name?',
      answer: 'S3',
      accept: ['Amazon S3'],
      caseSensitive: true,
      extra: 'Objects.',
    }
    const { deck } = await back([note(typed)])
    expect(deck.notes.map(({ content }) => content)).toEqual([typed])
  })

  it('the same questions give the same bytes, and hostile texts stay texts', async () => {
    const hostile = note({
      kind: 'multiple-choice',
      stem: '</qti-item-body><script>alert(1)</script> ]]> \u0001 &xxe; <!DOCTYPE x>',
      options: [{ text: '"><img src=x onerror=alert(1)>', correct: true }, { text: '[x](javascript:alert(1))' }],
    })
    const { out, deck } = await back([hostile])
    const again = await toQti3([hostile], () => null)
    expect(again.bytes.equals(out.bytes)).toBe(true)
    expect(deck.issues).toEqual([])
    expect(looks(deck.notes[0]?.content)).toEqual(looks(hostile.content))
  })

  it('tells what stays out', async () => {
    const out = await toQti3([note({ kind: 'basic', front: 'F', back: 'B' })], () => null)
    expect(out.written).toBe(0)
    expect(out.issues.map(({ code, where }) => [code, where.note])).toEqual([['not-a-question', 1]])
  })
})
