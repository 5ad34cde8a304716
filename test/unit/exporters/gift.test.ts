import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NoteContent } from '../../../electron/contract/content/note-content.ts'
import { toGift } from '../../../electron/exporters/gift/index.ts'
import type { ExportedNote } from '../../../electron/exporters/question-bank.ts'
import { importFile } from '../../../electron/importers/index.ts'
import { questionContent, questionNote } from '../../support/questions.ts'

const signs = fc.constantFrom(
  ...'aZ1 :#={}~\\%$*_[]<>&"\'/|-.é食😀',
  '\\n',
  '[html]',
  '//',
  '####',
  '$CATEGORY:',
  '{T}',
  '~%50%',
  '::',
  '=',
)
const line = fc
  .array(signs, { minLength: 1, maxLength: 14 })
  .map((all) => `x${all.join('')}`.replaceAll('->', '').trim())
const block = fc
  .array(fc.oneof({ weight: 6, arbitrary: signs }, fc.constantFrom('\n', '\n\n', '  \n')), {
    minLength: 1,
    maxLength: 20,
  })
  .map((all) => all.join('').replaceAll('->', '').trim())
  .filter((text) => text !== '')

function note(content: NoteContent, more: Partial<ExportedNote> = {}): ExportedNote {
  const plain = { tags: [], objective: null, beyond: null, covers: [], services: [], references: [], verifiedOn: null }
  return { guid: 'demo/q1', deck: 'Demo', content, ...plain, ...more }
}

function read(text: string) {
  const result = importFile({ name: 'bank.gift', bytes: new TextEncoder().encode(text) })
  if (!result.ok) expect.fail(JSON.stringify(result.error))
  return result.value
}

/** A question without what GIFT has no place for. */
function carried(content: NoteContent): NoteContent {
  if (content.kind === 'matching') {
    const strip = <T extends { reason?: string | undefined }>({ reason: _reason, ...rest }: T) => rest
    const { unused } = content
    return { ...content, pairs: content.pairs.map(strip), ...(unused ? { unused: unused.map(strip) } : {}) }
  }
  if (content.kind !== 'ordering') return content
  const { unused: _unused, ...rest } = content
  return { ...rest, items: content.items.map(({ text }) => ({ text })) }
}

describe('questions as GIFT', () => {
  it('come back as they went out, whatever their texts hold', () => {
    const notes = fc.array(questionNote(questionContent({ block, line })), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(notes, (all) => {
        const distinct = all.map((one, index) => ({ ...one, guid: `${one.guid}${index}` }))
        const out = toGift(distinct)
        expect(out.written).toBe(distinct.length)
        const deck = read(out.text)
        expect(deck.issues).toEqual([])
        expect(
          deck.notes.map(({ guid, deck: path, content, tags, objective }) => ({
            guid,
            path,
            content,
            tags,
            objective,
          })),
        ).toEqual(
          distinct.map(({ guid, deck: path, content, tags, objective }) => ({
            guid,
            path,
            content: carried(content),
            tags,
            objective,
          })),
        )
      }),
      { numRuns: 150 },
    )
  })

  it('are written as Moodle writes them', () => {
    const text = toGift([
      note(
        {
          kind: 'multiple-response',
          stem: 'Which {two}?\n\nReally?',
          explanation: 'See: docs',
          options: [{ text: 'a', correct: true, reason: 'yes' }, { text: 'b', correct: true }, { text: 'c' }],
        },
        { tags: ['net'], objective: '1.2.3', deck: 'AIF/C01::Part' },
      ),
      note(
        { kind: 'ordering', stem: 'Sort', items: [{ text: 'one' }, { text: 'two' }] },
        { guid: 'demo/q2', deck: 'AIF/C01::Part' },
      ),
    ]).text
    expect(text).toBe(
      [
        '$CATEGORY: $course$/top/AIF//C01/Part',
        '',
        '// [id:epoch_ZGVtby9xMQ] [tag:net] [tag:objective:1.2.3]',
        '[markdown]Which \\{two\\}?\\n\\nReally? {',
        '\t~%50%a#yes',
        '\t~%50%b',
        '\t~%-100%c',
        '\t####See\\: docs',
        '}',
        '',
        '// [id:epoch_ZGVtby9xMg]',
        '[markdown]Sort {>2 ALL VERTICAL ALL_OR_NOTHING SHOW none',
        'one',
        'two',
        '}',
        '',
      ].join('\n'),
    )
  })

  it('typed answers come back as such', () => {
    const typed = {
      kind: 'typed' as const,
      front: 'Name?',
      answer: '%S3%',
      accept: ['T', '# five'],
      extra: 'Object store',
    }
    const deck = read(toGift([note(typed)]).text)
    expect(deck.notes.map(({ content }) => content)).toEqual([typed])
    expect(deck.issues).toEqual([])
  })

  it('tells what stays out and what is lost, note by note', () => {
    const out = toGift([
      note({ kind: 'basic', front: 'Front', back: 'Back' }),
      note({
        kind: 'matching',
        stem: 'M',
        pairs: [
          { prompt: 'a -> b', response: 'c' },
          { prompt: 'd', response: 'e' },
        ],
      }),
      note(
        {
          kind: 'ordering',
          stem: 'See ![x](x.png)',
          items: [{ text: 'one', reason: 'r' }, { text: 'two' }],
          unused: [{ text: 'three' }],
        },
        { references: [{ title: 't', url: 'https://example.com' }] },
      ),
    ])
    expect(out.written).toBe(1)
    expect(out.issues.map(({ severity, code, where, found }) => [severity, code, where.note, found])).toEqual([
      ['error', 'not-a-question', 1, 'basic'],
      ['error', 'gift-arrow', 2, '->'],
      [
        'warning',
        'not-carried',
        3,
        'a form that programs other than Moodle read (its ordering plugin is needed); its items that belong nowhere; the reasons of its items; its pictures and sounds; its references',
      ],
    ])
    expect(toGift([]).text).toBe('')
  })
})
