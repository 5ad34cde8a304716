import fc from 'fast-check'
import zlib from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { NoteContent } from '../../../../electron/contract/content/note-content.ts'
import { checkContent } from '../../../../electron/core/cards/validate.ts'
import { parseClozes } from '../../../../electron/core/cards/template/cloze.ts'
import { OWN_TYPES, ownNote } from '../../../../electron/exporters/anki-package/index.ts'
import { foldAll, sameOrder } from '../../../../electron/exporters/anki-package/name-order.ts'
import { clozeHtml } from '../../../../electron/exporters/card-faces.ts'
import { packRestore, readRestore, type KeptNote } from '../../../../electron/importers/anki-package/restore.ts'
import { questionContent } from '../../../support/questions.ts'

const signs = fc.constantFrom(...'aZ1 :#={}~\\%$*_[]<>&"\'/|-.é食😀', '::', '}}', '{{', '$x$', '**b**', '\u0301e')
const line = fc.array(signs, { minLength: 1, maxLength: 12 }).map((all) => `x${all.join('')}`.trim())
const content: fc.Arbitrary<NoteContent> = fc.oneof(
  fc.record({ kind: fc.constant('basic' as const), front: line, back: line }),
  fc.record({ kind: fc.constant('basic-reversed' as const), front: line, back: line, extra: line }),
  fc.record({ kind: fc.constant('typed' as const), front: line, answer: line }),
  line.map((text): NoteContent => ({ kind: 'cloze', text: `{{c1::one::hint}} and {{c2::two}} ${text}` })),
  questionContent({ block: line, line }),
)
const note: fc.Arbitrary<KeptNote> = fc.record({
  content: content.filter((made) => checkContent(made).length === 0),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b c', 'd::e', 'é'), { maxLength: 3 }),
  objective: fc.constantFrom(null, '1.1.3'),
  beyond: fc.constantFrom(null, 'worth knowing'),
  covers: fc.constantFrom([], ['fact-1']),
  services: fc.constantFrom([], ['bedrock']),
  references: fc.constantFrom([], [{ title: 'T', url: 'https://example.com/a' }]),
  verifiedOn: fc.constantFrom(null, '2026-11-01'),
  held: fc.boolean(),
})
const BASIC: KeptNote = {
  content: { kind: 'basic', front: 'F', back: 'B' },
  tags: ['a b'],
  objective: null,
  beyond: null,
  covers: [],
  services: [],
  references: [],
  verifiedOn: null,
  held: false,
}

describe('a note of our own as one of Anki’s', () => {
  it('comes back as it was, with as many fields as its type', () => {
    fc.assert(
      fc.property(note, (kept) => {
        const { type, fields, tags } = ownNote({ guid: 'g', ...kept })
        expect(fields).toHaveLength(OWN_TYPES[type].definition.fields.length)
        for (const field of fields) expect(field).not.toContain('\u001f')
        expect(readRestore(fields, tags)).toEqual(kept)
      }),
      { numRuns: 300 },
    )
  })

  it('has the same gaps for Anki, whatever stands around them', () => {
    fc.assert(
      fc.property(line, line, (around, inside) => {
        const html = clozeHtml(`${around.replaceAll(/[{}$\\]/g, '')} {{c3::${inside.replaceAll(/[{}$\\:]/g, '')}}} end`)
        const gaps = parseClozes(html).filter((node) => typeof node !== 'string')
        expect(gaps).toHaveLength(1)
        expect(html).toMatch(/\{\{c3::/)
      }),
    )
  })

  it('counts as edited when a field was changed in Anki, and takes tags that were', () => {
    const { fields, tags } = ownNote({ guid: 'g', ...BASIC })
    expect(readRestore(['Changed', ...fields.slice(1)], tags)).toBeNull()
    expect(readRestore(fields, ['other'])?.tags).toEqual(['other'])
    expect(readRestore(fields, tags)?.tags).toEqual(['a b'])
  })
})

describe('a field that pretends to be one of ours', () => {
  const fields = ['F', 'B', '']
  const packed = (value: unknown): string =>
    `epoch1:${zlib.deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`

  it('is read as nothing when it is damaged, a bomb, or no note', () => {
    const good = packRestore(BASIC, fields)
    const bomb = packed('0'.repeat(8_000_000))
    const attacks = [
      '',
      'epoch1:',
      'epoch1:!!!',
      good.slice(0, -9),
      bomb,
      packed('{'),
      packed(null),
      packed([]),
      packed({ note: 1 }),
    ]
    for (const attack of attacks) expect(readRestore([...fields, attack], [])).toBeNull()
    expect(readRestore([...fields, good], ['a_b'])).toEqual(BASIC)
  })

  it('is refused when its note breaks our rules: a script in a drawing, a type of elsewhere', () => {
    const svg = '<svg viewBox="0 0 1 1"><script>alert(1)</script><g data-label="a"><text>A</text></g></svg>'
    const drawing: NoteContent = { kind: 'diagram', svg, alt: 'A', labels: [{ id: 'a', answer: 'A' }] }
    const template: NoteContent = { kind: 'template', noteType: 'x', fields: ['<script>'] }
    for (const bad of [drawing, template]) {
      expect(readRestore([...fields, packRestore({ ...BASIC, content: bad }, fields)], [])).toBeNull()
    }
  })

  it('survives any damage', () => {
    const good = packRestore(BASIC, fields)
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.string({ maxLength: 3 }), (at, text) => {
        const read = readRestore([...fields, good.slice(0, at) + text + good.slice(at + 1)], [])
        expect(read === null || read.content.kind === 'basic').toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the order of names', () => {
  it('is the same for plain names, and told where Anki folds letters that SQLite does not', () => {
    expect(sameOrder(['Default', 'alpha', 'Beta::x'])).toBe(true)
    expect(sameOrder(['Äpfel', 'ärger'])).toBe(true)
    expect(sameOrder(['äb', 'Äc', 'Äa'])).toBe(false)
    expect(foldAll('STRASSE')).toBe(foldAll('straße'))
  })
})
