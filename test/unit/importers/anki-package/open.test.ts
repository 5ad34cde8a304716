import { zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { isAnkiPackage, PACKAGE_LIMITS } from '../../../../electron/importers/anki-package/index.ts'
import { makeAnkiPackage, makeCollectionFile } from '../../../fixtures/anki-package.ts'
import { makeZip } from '../../../fixtures/zip.ts'
import { fieldsIn, refusalOf, withPackage } from './support.ts'

const PARTS = {
  notes: [
    { id: 10, fields: ['front', 'back'] },
    { id: 11, fields: ['second', 'more'] },
  ],
  cards: [
    { id: 20, note: 10 },
    { id: 21, note: 11 },
  ],
  reviews: [{ id: 1_790_000_000_000, card: 20 }],
}

const FORMS = [
  ['anki2', 11],
  ['anki21', 11],
  ['anki21b', 14],
  ['anki21b', 15],
  ['anki21b', 16],
  ['anki21b', 17],
  ['anki21b', 18],
] as const

describe('the forms of a package', () => {
  it.each(FORMS)('reads %s with schema %i', async (form, schema) => {
    await withPackage(makeAnkiPackage({ ...PARTS, form, schema }), (source) => {
      expect(source).toMatchObject({ form, schema, counts: { notes: 2, cards: 2, reviews: 1 } })
      expect(fieldsIn(source)).toEqual(['front | back', 'second | more'])
      expect([...source.noteTypes.values()].map(({ name }) => name)).toEqual(['Basic'])
      expect(source.findings.list()).toEqual([])
    })
  })

  it.each([11, 18])('reads a collection of schema %i that was not packed', async (schema) => {
    const bytes = makeCollectionFile({ ...PARTS, schema })
    expect(isAnkiPackage({ name: 'collection.anki2', bytes })).toBe(true)
    await withPackage(bytes, (source) => expect(source).toMatchObject({ form: 'bare', schema, counts: { notes: 2 } }))
  })

  it('reads a collection that was packed by itself', async () => {
    const bytes = zstdCompressSync(makeCollectionFile({ ...PARTS, schema: 18 }))
    expect(isAnkiPackage({ name: 'collection.anki21b', bytes })).toBe(true)
    await withPackage(bytes, (source) => expect(source.counts.notes).toBe(2))
  })

  it('leaves the bytes that it was given as they were', async () => {
    const bytes = makeCollectionFile({ ...PARTS, schema: 18 })
    const before = Buffer.from(bytes)
    await withPackage(bytes, (source) => fieldsIn(source))
    expect(bytes.equals(before)).toBe(true)
  })

  it('reads the newest collection of several, never the note for older programs', async () => {
    const newest = makeAnkiPackage({ ...PARTS, form: 'anki21b' })
    const both = makeAnkiPackage({
      ...PARTS,
      form: 'anki21b',
      members: [{ name: 'collection.anki21', data: makeCollectionFile({}) }],
    })
    for (const bytes of [newest, both]) {
      await withPackage(bytes, (source) => expect(fieldsIn(source)).toEqual(['front | back', 'second | more']))
    }
  })

  it('finds the members in a folder, where someone packed the package again', async () => {
    const bytes = makeZip([
      { name: 'my deck/collection.anki2', data: makeCollectionFile(PARTS) },
      { name: 'my deck/media', data: '{"0": "a.png"}' },
      { name: 'my deck/0', data: 'png' },
    ])
    expect(isAnkiPackage({ name: 'deck.zip', bytes })).toBe(true)
    await withPackage(bytes, (source) => {
      expect(source.counts.notes).toBe(2)
      expect(source.media).toEqual([{ member: 'my deck/0', original: 'a.png', name: 'a.png' }])
    })
  })
})

describe('what is no package', () => {
  it.each([
    ['deck.apkg', 'text'],
    ['deck.apkg', ''],
    ['notes.db', 'SQLite format 3\0 without the tables'],
    ['photos.zip', 'PK\u0003\u0004photo.png'],
  ])('%s with other content is left to others', (name, content) => {
    expect(isAnkiPackage({ name, bytes: Buffer.from(content, 'latin1') })).toBe(false)
  })

  it('is known by its content under another name', () => {
    expect(isAnkiPackage({ name: 'deck.txt', bytes: makeAnkiPackage(PARTS) })).toBe(true)
    expect(isAnkiPackage({ name: 'backup.sqlite', bytes: makeCollectionFile(PARTS) })).toBe(true)
  })
})

describe('packages that are refused', () => {
  const meta = (version: number) => [{ name: 'meta', data: Buffer.from([8, version]) }]

  it('refuses one made by a newer Anki', async () => {
    const issue = await refusalOf(makeAnkiPackage({ ...PARTS, members: meta(4) }))
    expect(issue).toMatchObject({ code: 'newer-anki', found: 'form 4', where: { file: 'deck.apkg' } })
    expect(issue.message).toContain('newer version of Anki')
  })

  it.each([
    [2, 'collection.anki21'],
    [3, 'collection.anki21b'],
  ])(
    'refuses one of form %i whose %s is missing, instead of reading the note for older programs',
    async (form, missing) => {
      const bytes = makeAnkiPackage({ ...PARTS, form: 'anki2', members: meta(form) })
      expect(await refusalOf(bytes)).toMatchObject({ code: 'collection-missing', expected: missing })
    },
  )

  it('refuses one without a collection', async () => {
    expect(await refusalOf(makeZip([{ name: 'media', data: '{}' }]))).toMatchObject({ code: 'collection-missing' })
  })

  it.each([10, 19])('refuses schema %i', async (schema) => {
    const bytes = makeAnkiPackage({ ...PARTS, form: 'anki2', sql: `UPDATE col SET ver = ${schema}` })
    expect(await refusalOf(bytes)).toMatchObject({
      code: schema > 18 ? 'newer-anki' : 'older-anki',
      found: `schema ${schema}`,
    })
  })

  it('refuses a list of media and a description that cannot be read', async () => {
    const list = makeAnkiPackage({ ...PARTS, form: 'anki2', members: [{ name: 'media', data: '{"0": ' }] })
    expect(await refusalOf(list)).toMatchObject({ code: 'damaged-collection', found: 'its list of media is not JSON' })
    const description = makeAnkiPackage({ ...PARTS, members: [{ name: 'meta', data: Buffer.from([0xff]) }] })
    expect(await refusalOf(description)).toMatchObject({ code: 'damaged-collection' })
  })

  it('refuses a bomb in the place of the collection', async () => {
    const bomb = zstdCompressSync(Buffer.alloc(PACKAGE_LIMITS.collectionBytes + 1))
    const bytes = makeAnkiPackage({ members: [{ name: 'collection.anki21b', data: bomb, method: 0 }] })
    expect(await refusalOf(bytes)).toMatchObject({ code: 'zstd-size', expected: 'at most 512 MB' })
  })
})
