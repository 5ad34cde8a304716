import type { OutNoteType, OutSettings } from './model.ts'
import { NO_DECK_OPTIONS, DEFAULT_PRESET_OPTIONS } from '../../contract/procedures/presets.ts'
import { AnkiDatabase } from './database.ts'

const WORDS =
  'This package needs Anki 2.1.50 or later. Please update Anki and import the package again, or export it with support for older versions.'

const TYPE: OutNoteType = {
  id: 1_763_596_800_000,
  name: 'Basic',
  modifiedAt: 0,
  definition: {
    kind: 'standard',
    fields: [{ name: 'Front' }, { name: 'Back' }],
    templates: [{ name: 'Card 1', question: '{{Front}}', answer: '{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}' }],
    css: '',
  },
}

/**
 * Writes the collection that programs find which do not know the newest form: one note that says what to do.
 * @param settings of the real collection, for its days
 */
export function writeDummy(file: string, settings: OutSettings): void {
  const database = new AnkiDatabase(file, 11)
  const { now } = settings
  database.settings({
    ...settings,
    noteTypes: [TYPE],
    decks: [{ id: 1, levels: ['Default'], description: '', presetId: 1, options: NO_DECK_OPTIONS, modifiedAt: 0 }],
    presets: [{ id: 1, name: 'Default', options: DEFAULT_PRESET_OPTIONS, modifiedAt: 0 }],
    tags: [],
  })
  const note = { id: now, guid: 'epoch-dummy', typeId: TYPE.id, modifiedAt: now, tags: [], fields: [WORDS, ''] }
  database.note({ ...note, sortField: 0 })
  database.card([now, now, 1, 0, Math.floor(now / 1000), -1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '{}'])
  database.finish()
}
