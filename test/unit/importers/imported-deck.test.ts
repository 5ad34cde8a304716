import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noteHash, PLAIN_NOTE, stableGuid, type ImportedNote } from '../../../electron/importers/imported-deck.ts'

const base: ImportedNote = {
  guid: 'g',
  deck: 'D',
  content: { kind: 'basic', front: 'f', back: 'b' },
  tags: ['t'],
  ...PLAIN_NOTE,
  where: { line: 1 },
}

describe('noteHash', () => {
  it('does not depend on identity, deck, place, order of keys or members that are undefined', () => {
    const same: ImportedNote = {
      ...base,
      guid: 'other',
      deck: 'Other',
      where: { line: 9 },
      content: JSON.parse('{"back":"b","front":"f","kind":"basic"}'),
    }
    expect(noteHash(same)).toBe(noteHash(base))
    expect(noteHash({ ...base, content: { kind: 'basic', front: 'f', back: 'b', extra: undefined } })).toBe(
      noteHash(base),
    )
  })

  it.each<Partial<ImportedNote>>([
    { content: { kind: 'basic', front: 'f', back: 'c' } },
    { content: { kind: 'basic-reversed', front: 'f', back: 'b' } },
    { tags: ['t', 'u'] },
    { objective: '1.1.1' },
    { beyond: 'x' },
    { covers: ['a'] },
    { services: ['a'] },
    { references: [{ title: 'a', url: 'https://a.example' }] },
    { verifiedOn: '2026-01-01' },
  ])('changes with %j', (change) => {
    expect(noteHash({ ...base, ...change })).not.toBe(noteHash(base))
  })

  it('is different for different texts, wherever their borders are', () => {
    const pair = fc.tuple(fc.string(), fc.string())
    fc.assert(
      fc.property(pair, pair, ([front, back], [otherFront, otherBack]) => {
        fc.pre(front !== otherFront || back !== otherBack)
        const hash = (a: string, b: string) => noteHash({ ...base, content: { kind: 'basic', front: a, back: b } })
        expect(hash(front, back)).not.toBe(hash(otherFront, otherBack))
      }),
    )
  })

  it('stays the same over versions of the program', () => {
    expect(noteHash(base)).toBe('aGGdOB1Vw5pSCm0KzqWoDfhLh43rike0EUquncAj5Vk')
    expect(stableGuid('Deck', 'front')).toBe('xn11d1W9ifgPY2pnMjmbMw')
  })
})
