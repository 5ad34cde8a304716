import type {
  ColumnRole,
  ColumnUse,
  TableChoice,
  TableEncoding,
  TableView,
} from '../../../../electron/contract/procedures/import-choice.ts'

/** A choice in a list. */
export interface Option<T> {
  readonly value: T
  readonly label: string
}

const SEPARATORS: readonly Option<string>[] = [
  { value: '\t', label: 'Tab' },
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '|', label: 'Pipe' },
  { value: ':', label: 'Colon' },
  { value: ' ', label: 'Space' },
  { value: ' - ', label: 'Hyphen between blanks' },
]

/** What can stand between columns; null is for signs of one's own. @param chosen is among them, whatever it is */
export function separatorOptions(chosen: string): readonly Option<string | null>[] {
  const known = SEPARATORS.some(({ value }) => value === chosen)
  const found = known ? [] : [{ value: chosen, label: `“${chosen}”` }]
  return [...SEPARATORS, ...found, { value: null, label: 'Other signs' }]
}

export const ENCODINGS: readonly Option<TableEncoding>[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-16le', label: 'UTF-16 LE' },
  { value: 'utf-16be', label: 'UTF-16 BE' },
  { value: 'windows-1252', label: 'Western (Windows-1252)' },
  { value: 'windows-1250', label: 'Central European (Windows-1250)' },
  { value: 'windows-1251', label: 'Cyrillic (Windows-1251)' },
  { value: 'windows-1253', label: 'Greek (Windows-1253)' },
  { value: 'windows-1254', label: 'Turkish (Windows-1254)' },
  { value: 'macintosh', label: 'Western (Mac)' },
  { value: 'shift_jis', label: 'Japanese (Shift JIS)' },
  { value: 'euc-jp', label: 'Japanese (EUC)' },
  { value: 'gb18030', label: 'Chinese (GB 18030)' },
  { value: 'big5', label: 'Chinese (Big5)' },
  { value: 'euc-kr', label: 'Korean (EUC)' },
]

export const MATCHES: readonly Option<TableChoice['onMatch']>[] = [
  { value: 'update', label: 'Take the text of the file' },
  { value: 'keep-current', label: 'Keep mine' },
  { value: 'keep-both', label: 'Keep both' },
]

/** Kinds of notes in the words of the dialog, then the note types of the collection. */
export function typeOptions(types: TableView['types']): readonly Option<string>[] {
  return [
    { value: 'basic', label: 'One way' },
    { value: 'basic-reversed', label: 'Both ways' },
    { value: 'cloze', label: 'Gaps' },
    { value: 'typed', label: 'Typed answer' },
    ...types.map(({ guid, name }) => ({ value: guid, label: name })),
  ]
}

const ROLES: Readonly<Record<ColumnRole, string>> = {
  ignore: 'Not used',
  front: 'Front',
  back: 'Back',
  extra: 'Background',
  hint: 'Hint',
  tags: 'Tags',
  deck: 'Deck',
  kind: 'Kind of note',
  guid: 'Id of the note',
}

/** What a column can hold, for the kind of note that was chosen. */
export function roleOptions({ choice, types }: TableView): readonly Option<ColumnUse>[] {
  const own = types.find(({ guid }) => guid === choice.type)
  const roles = (...names: ColumnRole[]) => names.map((value) => ({ value, label: ROLES[value] }))
  if (own) {
    return [
      ...roles('ignore'),
      ...own.fields.map((label, value) => ({ value, label })),
      ...roles('tags', 'deck', 'guid'),
    ]
  }
  const cloze = choice.type === 'cloze'
  const words = cloze ? new Map([['front', 'Text with gaps']]) : null
  return roles('ignore', 'front', 'back', 'extra', 'hint', 'tags', 'deck', 'kind', 'guid').map((option) => ({
    ...option,
    label: words?.get(option.value) ?? option.label,
  }))
}

/** Roles that several columns may have; their texts are joined. */
const SHARED: ReadonlySet<ColumnUse> = new Set<ColumnUse>(['ignore', 'extra', 'tags'])

/** The choice with another use for one column; the column that had this use before is then not used. */
export function assign(choice: TableChoice, at: number, use: ColumnUse): TableChoice {
  const columns = choice.columns.map((known, index) => {
    if (index === at) return use
    return known === use && !SHARED.has(use) ? 'ignore' : known
  })
  return { ...choice, columns }
}

const TEXTS: readonly ColumnUse[] = ['front', 'back', 'extra', 'hint', 'kind']

/**
 * The choice with another kind of note. Between the kinds the columns stay as they are; the fields of a note type get
 * the columns of their names, or else those of the texts in order, and the other way round.
 */
export function withType(view: TableView, type: string): TableChoice {
  const { choice, types } = view
  const before = types.some(({ guid }) => guid === choice.type)
  const own = types.find(({ guid }) => guid === type)
  if (own) return { ...choice, type, columns: toFields(view, own.fields) }
  if (!before) return { ...choice, type }
  const roles: readonly ColumnUse[] = ['front', 'back']
  const columns = choice.columns.map((use) => (typeof use === 'number' ? (roles[use] ?? 'extra') : use))
  return { ...choice, type, columns }
}

function toFields({ choice, columns }: TableView, fields: readonly string[]): ColumnUse[] {
  const named = columns.map(({ name }) =>
    name === null ? -1 : fields.findIndex((field) => field.toLowerCase() === name.trim().toLowerCase()),
  )
  if (named.includes(0)) return choice.columns.map((use, at) => fieldAt(named[at]) ?? (isText(use) ? 'ignore' : use))
  let next = 0
  return choice.columns.map((use) => {
    if (!isText(use)) return use
    const field = next < fields.length ? next : null
    next += 1
    return field ?? 'ignore'
  })
}

const fieldAt = (field: number | undefined) => (field === undefined || field < 0 ? undefined : field)
const isText = (use: ColumnUse) => typeof use === 'number' || use === 'ignore' || TEXTS.includes(use)
