import type { ExportFormat } from '../../contract/procedures/exports.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { ankiTextHead, ankiTextLine } from '../../exporters/anki-text/index.ts'
import { CSV_HEAD, csvRow } from '../../exporters/csv/index.ts'
import { entryJson, headJson, JSON_FOOT } from '../../exporters/deck-json/index.ts'
import { entryYaml, headYaml, type WritableHead } from '../../exporters/deck-yaml.ts'
import type { Collection } from '../../store/collection.ts'
import { ExportReader } from '../../store/export-reads.ts'
import type { NoteType } from '../../store/note-types.ts'
import type { JobPulse } from '../protocol.ts'
import { deckPaths, noteOf, type ReadNote } from './notes-out.ts'
import type { ExportOrder } from './order.ts'
import { scopeName } from './scope-name.ts'
import { TextSink } from './text-sink.ts'

/** Formats that are written a note at a time. */
export type TextFormat = Extract<ExportFormat, 'deck-yaml' | 'deck-json' | 'anki-text' | 'csv'>

const EVERY = 500
/** Part of the guid of a note of a deck file that says none; ours say theirs. */
const FILE_ID = 'epoch-export'
/** Fields of Anki's own note types. */
const LEAST_FIELDS = 2

/** What comes above, for each note, and below. */
interface Shape {
  readonly head: string
  readonly entry: (note: ReadNote, first: boolean) => string | null
  readonly foot: string
  /** What stands there when no note does. */
  readonly none: string
}

/** Writes notes as text. @returns how many; 'cancelled' with a file that the caller removes */
export function writeText(
  collection: Collection,
  order: ExportOrder & { readonly format: TextFormat },
  target: string,
  pulse: JobPulse,
): Result<number, 'cancelled'> {
  const reader = new ExportReader(collection.db, order.scope)
  const sink = new TextSink(target)
  try {
    const types = new Map(reader.noteTypes().flatMap((guid) => typeEntry(collection, guid)))
    const shape = shapeOf(order.format, scopeName(collection, order.scope), types)
    const paths = deckPaths(collection)
    const total = reader.count('notes')
    let done = 0
    let written = 0
    sink.write(shape.head)
    for (const row of reader.notes(true)) {
      if (done++ % EVERY === 0) {
        pulse.progress('Writing notes', done, total)
        if (pulse.cancelled()) return fail('cancelled')
      }
      const text = shape.entry(noteOf(row, paths), written === 0)
      if (text === null) continue
      sink.write(text)
      written += 1
    }
    sink.write(written === 0 ? shape.none : shape.foot)
    return ok(written)
  } finally {
    sink.close()
    reader.close()
  }
}

function typeEntry(collection: Collection, guid: string): [string, NoteType][] {
  const type = collection.noteTypes.byGuid(guid)
  return type === undefined ? [] : [[guid, type]]
}

function shapeOf(format: TextFormat, name: string, types: ReadonlyMap<string, NoteType>): Shape {
  const typeOf = ({ content }: ReadNote): NoteType | undefined =>
    content.kind === 'template' ? types.get(content.noteType) : undefined
  switch (format) {
    case 'csv':
      return {
        head: CSV_HEAD,
        entry: (note) => csvRow(note, typeOf(note)?.definition.kind === 'cloze'),
        foot: '',
        none: '',
      }
    case 'anki-text': {
      const most = Math.max(LEAST_FIELDS, ...[...types.values()].map(({ definition }) => definition.fields.length))
      return {
        head: ankiTextHead(most),
        entry: (note) => ankiTextLine(note, most, typeOf(note)?.name ?? ''),
        foot: '',
        none: '',
      }
    }
    default:
      return deckFile(format, name)
  }
}

function deckFile(format: 'deck-yaml' | 'deck-json', deck: string): Shape {
  const head: WritableHead = { id: FILE_ID, deck }
  const own = (note: ReadNote): string | null => (note.deck === deck ? null : note.deck)
  const yaml = format === 'deck-yaml'
  return {
    head: yaml ? headYaml(head) : headJson(head),
    entry: (note, first) => {
      if (note.content.kind === 'template') return null
      return yaml ? entryYaml(note, FILE_ID, own(note)) : entryJson(note, FILE_ID, own(note), first)
    },
    foot: yaml ? '' : JSON_FOOT,
    none: yaml ? '  []\n' : JSON_FOOT,
  }
}
