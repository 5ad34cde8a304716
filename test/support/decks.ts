import fs from 'node:fs'
import path from 'node:path'
import { stringify } from 'yaml'
import type { NoteContent } from '../../electron/contract/content/note-content.ts'
import { temporaryFolder } from './host.ts'

/** A note as it stands in a deck file. */
export type DeckNoteInput = NoteContent & {
  id: string
  guid?: string
  objective?: string
  tags?: string[]
  services?: string[]
}

export interface DeckInput {
  /** The file's id; with a note's own it makes the guid. */
  readonly id?: string
  /** Deck path. */
  readonly deck: string
  readonly notes: readonly DeckNoteInput[]
}

/** A deck file as YAML. */
export function deckText({ id = 'test/notes', deck, notes }: DeckInput): string {
  return stringify({ format: 'epoch-deck/1', id, deck, notes })
}

/** Writes a folder of built-in decks: texts as they are, other values as YAML. */
export function writeDecks(files: Record<string, unknown>, folder: string = temporaryFolder('decks')): string {
  for (const [name, value] of Object.entries(files)) {
    const file = path.join(folder, ...name.split('/'))
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, typeof value === 'string' ? value : stringify(value))
  }
  return folder
}

/** A basic note: question `id?` and answer `id!` unless given. */
export function basic(id: string, front = `${id}?`, back = `${id}!`): DeckNoteInput {
  return { id, kind: 'basic', front, back }
}

/** Basic notes with numbered ids. */
export function basics(count: number, prefix = 'note'): DeckNoteInput[] {
  return Array.from({ length: count }, (_, index) => basic(`${prefix}-${index + 1}`))
}

/** A multiple-choice question with the right answer `right`. */
export function choice(id: string, objective = '1.1.1'): DeckNoteInput {
  return {
    id,
    kind: 'multiple-choice',
    stem: `What is ${id}?`,
    objective,
    explanation: `Because of ${id}.`,
    options: [
      { text: 'right', correct: true, reason: 'It is.' },
      { text: 'wrong one', reason: 'It is not.' },
      { text: 'wrong two', reason: 'Nor this.' },
      { text: 'wrong three', reason: 'Nor that.' },
    ],
  }
}

/** A question of each of the four exam kinds in turn. */
export function question(id: string, index: number, objective: string): DeckNoteInput {
  const stem = `What is ${id}?`
  switch (index % 4) {
    case 1:
      return {
        id,
        kind: 'multiple-response',
        stem,
        objective,
        options: ['a', 'b', 'c', 'd', 'e'].map((text, at) => ({ text, correct: at < 2, reason: `Reason ${text}.` })),
      }
    case 2:
      return {
        id,
        kind: 'ordering',
        stem,
        objective,
        items: ['first', 'second', 'third', 'fourth'].map((text) => ({ text })),
        unused: [{ text: 'never' }],
      }
    case 3:
      return {
        id,
        kind: 'matching',
        stem,
        objective,
        pairs: ['x', 'y', 'z'].map((text) => ({ prompt: text, response: text.toUpperCase() })),
        unused: [{ text: 'W' }],
      }
    default:
      return choice(id, objective)
  }
}

/** The rules of a small exam: two domains, ten questions, eight of them scored, ten minutes. */
export const MINI_BLUEPRINT = {
  format: 'epoch-blueprint/1',
  id: 'mini',
  code: 'MINI-01',
  name: 'A small exam',
  guide: { version: '1', publishedOn: '2026-01-01', url: 'https://example.com/guide' },
  questions: { total: 10, scored: 8 },
  minutes: 10,
  passShare: 0.7,
  scale: { min: 100, pass: 700, max: 1000 },
  kinds: { 'multiple-choice': 0.4, 'multiple-response': 0.2, ordering: 0.2, matching: 0.2 },
  domains: ['1', '2'].map((id) => ({
    id,
    title: `Domain ${id}`,
    weight: id === '1' ? 60 : 40,
    tasks: [
      {
        id: `${id}.1`,
        title: `Task ${id}.1`,
        objectives: [1, 2].map((number) => ({ id: `${id}.1.${number}`, label: `Objective ${id}.1.${number}` })),
      },
    ],
  })),
}

const SERVICE = { category: 'ML', inScope: true, source: 'https://example.com/service', verifiedOn: '2026-01-01' }

export const MINI_SERVICES = {
  format: 'epoch-services/1',
  services: [
    { ...SERVICE, id: 'alive', name: 'Alive', state: 'active' },
    { ...SERVICE, id: 'ended', name: 'Ended', state: 'shutdown', date: '2026-02-01', successor: 'Alive' },
  ],
}

/** Questions of the small exam: this many in each of the four objectives. */
export function miniQuestions(perObjective: number): DeckNoteInput[] {
  return ['1.1.1', '1.1.2', '2.1.1', '2.1.2'].flatMap((objective) =>
    Array.from({ length: perObjective }, (_, index) => question(`q-${objective}-${index + 1}`, index, objective)),
  )
}

/** A decks folder with the small exam and its bank. */
export function miniExam(perObjective = 6): string {
  return writeDecks({
    'services.yaml': MINI_SERVICES,
    'mini/blueprint.yaml': MINI_BLUEPRINT,
    'mini/questions.yaml': deckText({
      id: 'mini/questions',
      deck: 'Mini::Exam questions',
      notes: miniQuestions(perObjective),
    }),
  })
}
