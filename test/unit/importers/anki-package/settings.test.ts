import { describe, expect, it } from 'vitest'
import { BASIC, CLOZE, makeAnkiPackage, REVERSED, type PackageParts } from '../../../fixtures/anki-package.ts'
import { withPackage } from './support.ts'

const WEIGHTS = Array.from({ length: 21 }, (_, index) => index / 8)

const PARTS: PackageParts = {
  noteTypes: [BASIC, CLOZE, REVERSED],
  decks: [
    { id: 5, name: 'Languages::Español', preset: 2, description: 'Words', newLimit: 3, reviewLimit: 40 },
    { id: 6, name: 'Cram', filtered: true },
    { id: 7, name: 'Languages:::: ', desiredRetention: 0.85 },
  ],
  presets: [
    {
      id: 2,
      name: 'Slow',
      newPerDay: 5,
      reviewsPerDay: 77,
      learningSteps: [1.5, 15],
      relearningSteps: [],
      desiredRetention: 0.93,
      maximumInterval: 400,
      leechThreshold: 6,
      leechSuspends: true,
      buryNew: true,
      weights: WEIGHTS,
    },
  ],
}

describe.each([
  ['JSON', 'anki2', 11],
  ['JSON in tables', 'anki21b', 14],
  ['protobuf', 'anki21b', 18],
] as const)('settings kept as %s', (_kept, form, schema) => {
  const bytes = makeAnkiPackage({ ...PARTS, form, schema })

  it('give note types with templates, style and kind', async () => {
    await withPackage(bytes, ({ noteTypes }) => {
      expect(noteTypes.get(String(CLOZE.id))).toEqual({
        id: String(CLOZE.id),
        name: 'Cloze',
        modifiedAt: Date.UTC(2026, 10, 10),
        definition: {
          kind: 'cloze',
          fields: [{ name: 'Text' }, { name: 'Extra' }],
          templates: [{ name: 'Cloze', question: '{{cloze:Text}}', answer: '{{cloze:Text}}<br>{{Extra}}' }],
          css: '.cloze { font-weight: bold; }',
        },
      })
      expect(noteTypes.get(String(REVERSED.id))?.definition.templates.map(({ name }) => name)).toEqual([
        'Card 1',
        'Card 2',
      ])
    })
  })

  it('give decks by their levels', async () => {
    await withPackage(bytes, ({ decks }) => {
      expect(decks.get(5)).toMatchObject({
        levels: ['Languages', 'Español'],
        filtered: false,
        description: 'Words',
        presetId: 2,
        options: { newPerDay: 3, reviewsPerDay: 40, desiredRetention: null },
      })
      expect(decks.get(6)).toMatchObject({ levels: ['Cram'], filtered: true })
      expect(decks.get(7)).toMatchObject({
        levels: ['Languages', 'blank', 'blank'],
        options: { desiredRetention: 0.85 },
      })
    })
  })

  it('give presets, as far as ours have their options', async () => {
    await withPackage(bytes, ({ presets }) => {
      expect(presets.get(2)).toMatchObject({
        name: 'Slow',
        options: {
          newPerDay: 5,
          reviewsPerDay: 77,
          learningSteps: [1.5, 15],
          relearningSteps: [],
          desiredRetention: 0.93,
          maximumInterval: 400,
          leechThreshold: 6,
          leechAction: 'suspend',
          buryNew: true,
          weights: WEIGHTS,
        },
      })
    })
  })

  it('tell the options that only Anki has, where they are not its own usual ones', async () => {
    const presets = [
      { id: 2, name: 'Plain' },
      { id: 3, name: 'Changed', timer: true, startingEase: 2.1 },
    ]
    const odd = makeAnkiPackage({ ...PARTS, form, schema, presets })
    await withPackage(odd, ({ presets: read }) => {
      expect(read.get(2)?.lost).toEqual([])
      expect(read.get(3)?.lost).toEqual([expect.stringMatching(/^starting ease/), 'the timer on screen'])
    })
  })

  it('say how the collection counts its days', async () => {
    const odd = makeAnkiPackage({ ...PARTS, form, schema, conf: { rollover: 2, creationOffset: -120, schedVer: 1 } })
    await withPackage(odd, ({ timing }) =>
      expect(timing).toEqual({
        createdAt: Date.UTC(2026, 10, 1, 4),
        createdOffset: -120,
        rolloverHour: 2,
        scheduler: 1,
      }),
    )
  })
})

describe('note types that cannot be used', () => {
  it('are left out by name', async () => {
    const empty = { ...BASIC, id: 9, name: 'Nothing', fields: [] }
    const bytes = makeAnkiPackage({ form: 'anki2', noteTypes: [BASIC, empty] })
    await withPackage(bytes, ({ noteTypes, findings }) => {
      expect([...noteTypes.keys()]).toEqual([String(BASIC.id)])
      expect(findings.list()).toMatchObject([{ code: 'note-type-unusable', where: { field: 'fields' } }])
    })
  })
})
