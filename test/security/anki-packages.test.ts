import { zstdCompressSync } from 'node:zlib'
import {
  BASIC,
  CLOZE,
  makeAnkiPackage,
  makeCollectionFile,
  packageMembers,
  type PackageParts,
} from '../fixtures/anki-package.ts'
import { makeZip, type ZipEntry } from '../fixtures/zip.ts'
import { DAMAGE_NOW, testDamaged, variantsOf, type Damage } from '../support/damaged.ts'
import { mutated } from '../support/mutations.ts'

const PARTS: PackageParts = {
  noteTypes: [BASIC, CLOZE],
  decks: [{ id: 5, name: 'A::B', preset: 2, description: 'words' }],
  presets: [{ id: 2, name: 'Slow', learningSteps: [1, 10, 60] }],
  notes: Array.from({ length: 20 }, (_, index) => ({
    id: index + 1,
    type: index % 2 === 0 ? BASIC.id : CLOZE.id,
    fields: [`{{c1::front}} ${index} <img src="a.png">`, `back ${'x'.repeat(index * 40)}`],
    tags: `t${index % 7} leech`,
  })),
  cards: Array.from({ length: 20 }, (_, index) => ({
    id: index + 1,
    note: index + 1,
    deck: 5,
    type: index % 4,
    due: index,
    ivl: index,
    reps: 2,
    data: '{"s":3.5,"d":5}',
  })),
  reviews: Array.from({ length: 60 }, (_, index) => ({
    id: DAMAGE_NOW - index * 3_600_000,
    card: (index % 24) + 1,
    ease: (index % 4) + 1,
  })),
  media: [{ name: 'a.png', bytes: Buffer.from('not really a picture') }],
}

/** Damage in a part of a package that is otherwise whole. @param data the part before it is packed */
function inside(form: 'anki2' | 'anki21b', member: string, data: Uint8Array): Damage {
  const whole = packageMembers({ ...PARTS, form })
  const packed = (bytes: Uint8Array): ZipEntry =>
    form === 'anki21b'
      ? { name: member, data: zstdCompressSync(bytes), method: 0 }
      : { name: member, data: bytes, method: 8 }
  return (seed) => {
    const damaged = packed(mutated(data, seed))
    return { name: 'deck.apkg', bytes: makeZip(whole.map((entry) => (entry.name === member ? damaged : entry))) }
  }
}

const LIST = Buffer.from([10, 7, 10, 5, 97, 46, 112, 110, 103, 10, 5, 10, 1, 98, 16, 9])

testDamaged(
  'damaged Anki packages',
  {
    'a package of the first form': variantsOf('deck.apkg', makeAnkiPackage({ ...PARTS, form: 'anki2' })),
    'a package of the second form': variantsOf('deck.apkg', makeAnkiPackage({ ...PARTS, form: 'anki21' })),
    'a package of the newest form': variantsOf('deck.apkg', makeAnkiPackage({ ...PARTS, form: 'anki21b' })),
    'a whole collection of the older form': variantsOf('all.colpkg', makeAnkiPackage({ ...PARTS, form: 'anki21' })),
    'a whole collection of the newest form': variantsOf('all.colpkg', makeAnkiPackage({ ...PARTS, form: 'anki21b' })),
    'a collection of schema 11': variantsOf('collection.anki2', makeCollectionFile(PARTS)),
    'a collection of schema 18': variantsOf('collection.anki21', makeCollectionFile({ ...PARTS, schema: 18 })),
    'a collection inside an older package': inside('anki2', 'collection.anki2', makeCollectionFile(PARTS)),
    'a collection inside a package': inside(
      'anki21b',
      'collection.anki21b',
      makeCollectionFile({ ...PARTS, schema: 18 }),
    ),
    'the list of media': inside('anki21b', 'media', LIST),
    'the list of media of an older package': inside('anki2', 'media', Buffer.from('{"0":"a.png","3":"b ü.jpg"}')),
  },
  { renewAfter: 5, refused: 0.05 },
)
