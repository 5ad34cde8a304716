/** Layout of Anki's collections as its programs create and compare it: comments and line breaks are part of the schema's text. */
const COL = `CREATE TABLE col (
  id integer PRIMARY KEY,
  crt integer NOT NULL,
  mod integer NOT NULL,
  scm integer NOT NULL,
  ver integer NOT NULL,
  dty integer NOT NULL,
  usn integer NOT NULL,
  ls integer NOT NULL,
  conf text NOT NULL,
  models text NOT NULL,
  decks text NOT NULL,
  dconf text NOT NULL,
  tags text NOT NULL
)`
const NOTES = `CREATE TABLE notes (
  id integer PRIMARY KEY,
  guid text NOT NULL,
  mid integer NOT NULL,
  mod integer NOT NULL,
  usn integer NOT NULL,
  tags text NOT NULL,
  flds text NOT NULL,
  -- The use of type integer for sfld is deliberate, because it means that integer values in this
  -- field will sort numerically.
  sfld integer NOT NULL,
  csum integer NOT NULL,
  flags integer NOT NULL,
  data text NOT NULL
)`
const CARDS = `CREATE TABLE cards (
  id integer PRIMARY KEY,
  nid integer NOT NULL,
  did integer NOT NULL,
  ord integer NOT NULL,
  mod integer NOT NULL,
  usn integer NOT NULL,
  type integer NOT NULL,
  queue integer NOT NULL,
  due integer NOT NULL,
  ivl integer NOT NULL,
  factor integer NOT NULL,
  reps integer NOT NULL,
  lapses integer NOT NULL,
  left integer NOT NULL,
  odue integer NOT NULL,
  odid integer NOT NULL,
  flags integer NOT NULL,
  data text NOT NULL
)`
const REVLOG = `CREATE TABLE revlog (
  id integer PRIMARY KEY,
  cid integer NOT NULL,
  usn integer NOT NULL,
  ease integer NOT NULL,
  ivl integer NOT NULL,
  lastIvl integer NOT NULL,
  factor integer NOT NULL,
  time integer NOT NULL,
  type integer NOT NULL
)`
const OLD_GRAVES = `CREATE TABLE graves (
  usn integer NOT NULL,
  oid integer NOT NULL,
  type integer NOT NULL
)`
const INDEXES = [
  'CREATE INDEX ix_notes_usn ON notes (usn)',
  'CREATE INDEX ix_cards_usn ON cards (usn)',
  'CREATE INDEX ix_revlog_usn ON revlog (usn)',
  'CREATE INDEX ix_cards_nid ON cards (nid)',
  'CREATE INDEX ix_cards_sched ON cards (did, queue, due)',
  'CREATE INDEX ix_revlog_cid ON revlog (cid)',
  'CREATE INDEX ix_notes_csum ON notes (csum)',
]

const PACKED = [
  `CREATE TABLE deck_config (
  id integer PRIMARY KEY NOT NULL,
  name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL,
  usn integer NOT NULL,
  config blob NOT NULL
)`,
  `CREATE TABLE config (
  KEY text NOT NULL PRIMARY KEY,
  usn integer NOT NULL,
  mtime_secs integer NOT NULL,
  val blob NOT NULL
) without rowid`,
  `CREATE TABLE fields (
  ntid integer NOT NULL,
  ord integer NOT NULL,
  name text NOT NULL COLLATE unicase,
  config blob NOT NULL,
  PRIMARY KEY (ntid, ord)
) without rowid`,
  `CREATE TABLE templates (
  ntid integer NOT NULL,
  ord integer NOT NULL,
  name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL,
  usn integer NOT NULL,
  config blob NOT NULL,
  PRIMARY KEY (ntid, ord)
) without rowid`,
  `CREATE TABLE notetypes (
  id integer NOT NULL PRIMARY KEY,
  name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL,
  usn integer NOT NULL,
  config blob NOT NULL
)`,
  `CREATE TABLE decks (
  id integer PRIMARY KEY NOT NULL,
  name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL,
  usn integer NOT NULL,
  common blob NOT NULL,
  kind blob NOT NULL
)`,
  `CREATE TABLE tags (
  tag text NOT NULL PRIMARY KEY COLLATE unicase,
  usn integer NOT NULL,
  collapsed boolean NOT NULL,
  config blob NULL
) without rowid`,
  `CREATE TABLE graves (
  oid integer NOT NULL,
  type integer NOT NULL,
  usn integer NOT NULL,
  PRIMARY KEY (oid, type)
) WITHOUT ROWID`,
]
const PACKED_INDEXES = [
  'CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid)',
  'CREATE UNIQUE INDEX idx_templates_name_ntid ON templates (name, ntid)',
  'CREATE INDEX idx_templates_usn ON templates (usn)',
  'CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name)',
  'CREATE INDEX idx_notetypes_usn ON notetypes (usn)',
  'CREATE UNIQUE INDEX idx_decks_name ON decks (name)',
  'CREATE INDEX idx_notes_mid ON notes (mid)',
  'CREATE INDEX idx_cards_odid ON cards (odid)\nWHERE odid != 0',
  'CREATE INDEX idx_graves_pending ON graves (usn)',
]

/** The two schemas that are written: the one that every Anki since 2012 reads, and that of Anki 2.1.50 and later. */
export type AnkiSchema = 11 | 18

/** SQLite has no `unicase`; the tables are made with this, and the schema's text is set right at the end. */
export const OWN_COLLATION = 'COLLATE unicase'
export const STAND_IN = 'COLLATE nocase'

/** Statements that make the tables of a schema, with the collation that stands in. */
export function tablesOf(schema: AnkiSchema): string[] {
  const tables = schema === 11 ? [COL, NOTES, CARDS, REVLOG, OLD_GRAVES] : [COL, NOTES, CARDS, REVLOG, ...PACKED]
  return tables.map((table) => table.replaceAll(OWN_COLLATION, STAND_IN))
}

/** Statements that make the indexes; rows go in before. */
export function indexesOf(schema: AnkiSchema): string[] {
  return schema === 11 ? INDEXES : [...INDEXES, ...PACKED_INDEXES]
}

/** Indexes over names, whose order is that of Anki's own collation. */
export const NAME_INDEXES: Readonly<Record<string, string>> = {
  fields: 'idx_fields_name_ntid',
  templates: 'idx_templates_name_ntid',
  notetypes: 'idx_notetypes_name',
  decks: 'idx_decks_name',
}
