import type { DeckRow } from '../../../../electron/contract/procedures/collection.ts'
import type { SavedSearch } from '../../../../electron/contract/procedures/browse.ts'
import { KIND_NAMES } from '../../format/kinds.ts'
import type { Client } from '../../client/client.ts'
import { termOf } from './compose.ts'

export type OutlineData = Awaited<ReturnType<Client['browse']['outline']>>

/** An entry of the list beside the cards: words, the search it stands for, and what lies below it. */
export interface Entry {
  /** Stable, for what is open. */
  readonly id: string
  readonly words: string
  /** A search; null for a heading. */
  readonly term: string | null
  readonly count?: number
  readonly saved?: SavedSearch
  readonly inside: readonly Entry[]
}

/** A line of the tree as it is shown. */
export interface OutlineLine {
  readonly entry: Entry
  /** From 1, as screen readers count. */
  readonly level: number
  readonly open: boolean | null
}

const leaf = (id: string, words: string, term: string, count?: number): Entry => ({
  id,
  words,
  term,
  inside: [],
  ...(count === undefined ? {} : { count }),
})

interface Named {
  readonly path: string
  readonly count: number | undefined
}

/** A tree of names with `::` between their levels; levels that have no name of their own are made. */
function byLevels(key: string, names: readonly Named[]): Entry[] {
  interface Node {
    words: string
    path: string
    count: number | undefined
    inside: Map<string, Node>
  }
  const root: Node = { words: '', path: '', count: undefined, inside: new Map() }
  for (const { path, count } of names) {
    let node = root
    for (const words of path.split('::')) {
      const below = node.path === '' ? words : `${node.path}::${words}`
      const known = node.inside.get(words)
      const next: Node = known ?? { words, path: below, count: undefined, inside: new Map() }
      if (!known) node.inside.set(words, next)
      node = next
    }
    node.count = count
  }
  const entries = (node: Node): Entry[] =>
    [...node.inside.values()].map((one) => ({
      id: `${key}/${one.path}`,
      words: one.words,
      term: termOf(key, one.path),
      ...(one.count === undefined ? {} : { count: one.count }),
      inside: entries(one),
    }))
  return entries(root)
}

const STATES: readonly Entry[] = [
  leaf('state/new', 'New', 'is:new'),
  leaf('state/learn', 'Learning', 'is:learn'),
  leaf('state/review', 'In review', 'is:review'),
  leaf('state/due', 'Due', 'is:due'),
  leaf('state/suspended', 'Suspended', 'is:suspended'),
  leaf('state/buried', 'Buried', 'is:buried'),
  leaf('state/held', 'Held for exams', 'is:held'),
  leaf('state/leech', 'Leeches', 'is:leech'),
]
const TODAY: readonly Entry[] = [
  leaf('today/added', 'Added', 'added:1'),
  leaf('today/edited', 'Edited', 'edited:1'),
  leaf('today/rated', 'Answered', 'rated:1'),
  leaf('today/again', 'Forgotten', 'rated:1:1'),
  leaf('today/introduced', 'Begun', 'introduced:1'),
  leaf('today/overdue', 'Overdue', 'prop:due<0'),
]
const FLAGS: readonly Entry[] = [
  ...Array.from({ length: 7 }, (_, at) => leaf(`flag/${at + 1}`, `Flag ${at + 1}`, `flag:${at + 1}`)),
  leaf('flag/0', 'No flag', 'flag:0'),
]

/** The whole list: saved searches first, since they are the person's own. */
export function outlineOf(
  data: OutlineData | null,
  decks: readonly DeckRow[],
  saved: readonly SavedSearch[],
): readonly Entry[] {
  const heading = (id: string, words: string, inside: readonly Entry[]): Entry => ({ id, words, term: null, inside })
  const tags = (data?.tags ?? []).map(({ tag, notes }) => ({ path: tag, count: notes }))
  const all = [
    heading('saved', 'Saved searches', [
      leaf('saved/missed', 'Missed in exams', 'missed:'),
      ...saved.map((one) => ({ ...leaf(`saved/${one.id}`, one.name, one.query), saved: one })),
    ]),
    heading('decks', 'Decks', [
      leaf('decks/current', 'Studied last', 'deck:current'),
      ...byLevels(
        'deck',
        decks.map((deck) => ({ path: deck.path, count: undefined })),
      ),
    ]),
    heading('states', 'States', STATES),
    heading('today', 'Today', TODAY),
    heading(
      'domains',
      'Domains and objectives',
      (data?.domains ?? []).map((domain) => ({
        ...leaf(`domain/${domain.id}`, `${domain.id}. ${domain.title}`, termOf('domain', domain.id)),
        inside: domain.objectives.map((one) =>
          leaf(`objective/${one.id}`, `${one.id} ${one.label}`, termOf('objective', one.id)),
        ),
      })),
    ),
    heading('tags', 'Tags', [
      ...byLevels('tag', tags),
      ...(tags.length > 0 ? [leaf('tags/none', 'Without tags', 'tag:none')] : []),
    ]),
    heading('flags', 'Flags', FLAGS),
    heading('kinds', 'Kinds', [
      ...(data?.kinds ?? []).map(({ kind, notes }) => leaf(`kind/${kind}`, KIND_NAMES[kind], `kind:${kind}`, notes)),
      ...(data?.noteTypes ?? []).map((name) => leaf(`note/${name}`, name, termOf('note', name))),
    ]),
  ]
  return all.filter((entry) => entry.inside.length > 0)
}

/** The lines that are to be seen, with what is open; decks, saved searches and states stand open at first. */
export function linesOf(entries: readonly Entry[], isOpen: (id: string) => boolean, level = 1): OutlineLine[] {
  return entries.flatMap((entry) => {
    const open = entry.inside.length === 0 ? null : isOpen(entry.id)
    return [{ entry, level, open }, ...(open === true ? linesOf(entry.inside, isOpen, level + 1) : [])]
  })
}
