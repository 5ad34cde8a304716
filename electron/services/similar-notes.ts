import type { NoteContent, NoteKind } from '../contract/content/note-content.ts'
import { isExamKind } from '../contract/content/note-content.ts'
import type { SimilarNote } from '../contract/procedures/editor.ts'
import { plainText } from '../core/cards/plain-text.ts'
import { plainHtml } from '../core/cards/template/html.ts'
import { firstField } from '../core/search/note-fields.ts'
import { wordsIn } from '../store/search/text.ts'
import type { Context } from './context.ts'
import { contentOf } from './cards.ts'

const MOST = 5
/** Notes that the index finds and that are then compared. */
const MOST_COMPARED = 60
/** Words that the index is asked for: more make it no surer. */
const MOST_WORDS = 24
const MOST_TEXT = 4000

export interface Wording {
  readonly kind: NoteKind
  readonly text: string
  readonly noteType: string | null
  readonly noteId: number | null
}

const words = (text: string, html: boolean): string[] =>
  wordsIn((html ? plainHtml : plainText)(text.slice(0, MOST_TEXT).replace(/\{\{c\d+::|\}\}/g, ' ')))

/** Cards are alike only within the same purpose: a question of an exam is not the double of a card. */
function comparable(content: NoteContent, { kind, noteType }: Wording): boolean {
  if (content.kind === 'template') return content.noteType === noteType
  return kind !== 'template' && isExamKind(content.kind) === isExamKind(kind)
}

/** Notes whose first text reads the same, case, accents, signs and markup apart. */
export function similarNotes({ collection }: Context, wording: Wording): SimilarNote[] {
  const wanted = words(wording.text, wording.kind === 'template')
  if (wanted.length === 0) return []
  const key = wanted.join(' ')
  const ids = collection.notes.search(wanted.slice(0, MOST_WORDS).join(' '), MOST_COMPARED)
  const paths = new Map(collection.decks.tree().map((deck) => [deck.id, deck.path]))
  const found: SimilarNote[] = []
  for (const note of collection.notes.many(ids)) {
    const content = contentOf(note)
    if (note.id === wording.noteId || !comparable(content, wording)) continue
    const type = content.kind === 'template' ? collection.noteTypes.byGuid(content.noteType) : undefined
    const text = firstField(content, type?.definition.sortField)
    if (words(text, content.kind === 'template').join(' ') !== key) continue
    const [card] = collection.cards.ofNote(note.id)
    found.push({ noteId: note.id, text: note.summary, deck: (card && paths.get(card.deck_id)) ?? '' })
    if (found.length === MOST) break
  }
  return found
}
