import type { Database } from 'better-sqlite3'
import { DEFAULT_PRESET_NAME, DEFAULT_PRESET_OPTIONS } from './presets.ts'
import { repaired } from './repair-report.ts'
import type { Repaired, RepairHelp } from './repair-report.ts'

interface Deck {
  readonly id: number
  readonly parent_id: number | null
  readonly name: string
}

/** Gives every deck a preset, a parent that is there or none, and no deck itself above itself. */
export function repairDecks(db: Database, help: RepairHelp): Repaired[] {
  const presets = db
    .prepare('UPDATE deck SET preset_id = ? WHERE preset_id NOT IN (SELECT id FROM preset)')
    .run(somePreset(db, help)).changes
  const lost = looseDecks(db)
  for (const deck of lost) toTheTop(db, deck)
  return [
    ...repaired('preset', presets, (count) => `${count} decks had lost their options and have the usual ones.`),
    ...repaired('deck', lost.length, (count) => `${count} decks had no deck above them and stand at the top now.`),
  ]
}

/** The preset that decks fall back to; made when there is none at all. */
export function somePreset(db: Database, { at, newGuid }: Pick<RepairHelp, 'at' | 'newGuid'>): number {
  const first = db.prepare<[], number | null>('SELECT min(id) FROM preset').pluck().get()
  if (typeof first === 'number') return first
  const made = db.prepare('INSERT INTO preset (guid, name, options, modified_at) VALUES (?, ?, ?, ?)')
  return Number(made.run(newGuid(), DEFAULT_PRESET_NAME, JSON.stringify(DEFAULT_PRESET_OPTIONS), at).lastInsertRowid)
}

/** Decks whose parent is gone, and one of each ring. */
function looseDecks(db: Database): Deck[] {
  const decks = db.prepare<[], Deck>('SELECT id, parent_id, name FROM deck ORDER BY id').all()
  const parents = new Map(decks.map((deck) => [deck.id, deck.parent_id]))
  const loose: Deck[] = []
  for (const deck of decks) {
    if (leadsToTheTop(deck.id, parents)) continue
    loose.push(deck)
    parents.set(deck.id, null)
  }
  return loose
}

/** False when the first step leads nowhere, or the steps come back to this deck. */
function leadsToTheTop(id: number, parents: ReadonlyMap<number, number | null>): boolean {
  const first = parents.get(id)
  if (first === null || first === undefined) return true
  if (!parents.has(first)) return false
  const seen = new Set<number>()
  for (let at: number | null | undefined = first; at !== null && at !== undefined; at = parents.get(at)) {
    if (at === id) return false
    if (seen.has(at)) return true
    seen.add(at)
  }
  return true
}

function toTheTop(db: Database, { id, name }: Deck): void {
  const taken = db.prepare<[string, number], number>(
    'SELECT count(*) FROM deck WHERE parent_id IS NULL AND name = ? AND id <> ?',
  )
  let free = name
  for (let number = 2; taken.pluck().get(free, id) !== 0; number += 1) free = `${name} (${number})`
  db.prepare('UPDATE deck SET parent_id = NULL, name = ? WHERE id = ?').run(free, id)
}

/** A deck at the top by its name, made when there is none. */
export function deckNamed(db: Database, name: string, help: Pick<RepairHelp, 'at' | 'newGuid'>): number {
  const found = db
    .prepare<[string], number>('SELECT id FROM deck WHERE parent_id IS NULL AND name = ?')
    .pluck()
    .get(name)
  if (found !== undefined) return found
  const made = db.prepare('INSERT INTO deck (guid, name, preset_id, modified_at) VALUES (?, ?, ?, ?)')
  return Number(made.run(help.newGuid(), name, somePreset(db, help), help.at).lastInsertRowid)
}
