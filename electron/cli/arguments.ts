import path from 'node:path'
import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '../core/result.ts'
import type { TableWishes } from '../services/table-wishes.ts'
import { readDeck, readTableWishes } from './table-arguments.ts'

export const USAGE = `npm run -s epoch -- COMMAND [OPTIONS]

  import FILE …                      bring cards and questions in, in any format that is read
      --skip-bad                     leave out notes that have an error
      --without-scheduling           cards of Anki packages come in as new
      --update newer|always|never    notes of Anki packages that are here already (newer)
      --deck PATH                    the deck of notes for which the file names none
      --encoding NAME                of a text or table that does not say: windows-1252, utf-16le, shift_jis, …
      --separator S                  of a table: tab, comma, semicolon, pipe, colon, space, or signs such as " - "
      --columns LIST                 what its columns hold: front,back,extra,hint,tags,deck,kind,guid,ignore,
                                     or the fields of the note type
      --note-type T                  what its rows become: basic, basic-reversed, cloze, typed or a note type of yours
      --header yes|no                its first row names the columns
      --html                         its cells are HTML
      --on-match M                   its notes that are here already: update, keep-current or keep-both (update)
  export FILE                        write an Anki package, deck file, table or question bank
      --format F                     where the ending does not say: apkg-older, colpkg-older, …
      --deck PATH                    a deck with its subdecks instead of everything
      --without-scheduling           cards go out as new
      --without-media                images and sounds stay
  status                             what the collection holds and what is due
  lint PATH …                        check deck files and folders
      --coverage                     print what the decks cover
  check                              check the whole collection
      --repair                       put right what can be, after a backup
  backup                             make a backup
  restore                            list the backups
  restore FILE                       put a backup in the place of the collection
      --preview                      only say what it holds
      --undo                         take the last restore back
      --salvage                      take what can be read out of a damaged collection
  form --blueprint ID --seed N       assemble an exam form and print it
  serve [--port N] [--no-open]       serve the app on 127.0.0.1

  --data DIR      use the collection in this folder
  --json          print JSON for machines
  --no-builtin    leave the built-in decks out of a new collection

Exit code: 0 done, 1 a file was refused and changed nothing (or a check found something), 2 wrong usage.`

export const COMMANDS = ['import', 'export', 'status', 'lint', 'check', 'backup', 'restore', 'form', 'serve'] as const
const UPDATES = ['newer', 'always', 'never'] as const
export type PackageUpdate = (typeof UPDATES)[number]

export type CommandName = (typeof COMMANDS)[number]

export interface Arguments {
  readonly command: CommandName
  /** Absolute. */
  readonly paths: string[]
  /** The same as they were typed, for telling of them. */
  readonly names: string[]
  readonly data: string | null
  readonly json: boolean
  readonly builtin: boolean
  readonly skipBad: boolean
  /** For Anki packages. */
  readonly scheduling: boolean
  readonly update: PackageUpdate
  readonly media: boolean
  readonly format: string | null
  readonly deck: string | null
  /** For tables. */
  readonly table: TableWishes
  readonly coverage: boolean
  readonly repair: boolean
  readonly preview: boolean
  readonly undo: boolean
  readonly salvage: boolean
  readonly blueprint: string | null
  readonly seed: number | null
  readonly port: number | null
  readonly open: boolean
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    strict: true,
    options: {
      data: { type: 'string' },
      json: { type: 'boolean' },
      'no-builtin': { type: 'boolean' },
      'skip-bad': { type: 'boolean' },
      'without-scheduling': { type: 'boolean' },
      update: { type: 'string' },
      'without-media': { type: 'boolean' },
      format: { type: 'string' },
      deck: { type: 'string' },
      encoding: { type: 'string' },
      separator: { type: 'string' },
      columns: { type: 'string' },
      'note-type': { type: 'string' },
      header: { type: 'string' },
      html: { type: 'boolean' },
      'on-match': { type: 'string' },
      coverage: { type: 'boolean' },
      repair: { type: 'boolean' },
      preview: { type: 'boolean' },
      undo: { type: 'boolean' },
      salvage: { type: 'boolean' },
      blueprint: { type: 'string' },
      seed: { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
}

function integer(text: string | undefined, min: number, max: number): number | null | undefined {
  if (text === undefined) return null
  const value = Number(text)
  return /^-?\d+$/.test(text) && value >= min && value <= max ? value : undefined
}

/**
 * Reads a command line.
 * @param args arguments after the program's name
 * @param cwd folder that relative paths start from
 * @returns the arguments; 'help' when help was asked for; or what is wrong, in a sentence
 */
export function readArguments(args: string[], cwd: string): Result<Arguments | 'help', string> {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    if (error instanceof TypeError) return fail(error.message)
    throw error
  }
  const { values, positionals } = parsed
  if (values.help) return ok('help')
  const [name, ...rest] = positionals
  const command = COMMANDS.find((known) => known === name)
  if (!command) return fail(name ? `There is no command "${name}".` : 'Which command?')
  const takesPaths = command === 'import' || command === 'lint'
  if (takesPaths && rest.length === 0)
    return fail(`${command} needs at least one ${command === 'lint' ? 'path' : 'file'}.`)
  if (command === 'restore' && rest.length > 1) return fail('restore takes one file.')
  if (command === 'export' && rest.length !== 1) return fail('export needs one file.')
  if (!takesPaths && command !== 'restore' && command !== 'export' && rest.length > 0)
    return fail(`${command} takes no "${rest[0]}".`)
  const seed = integer(values.seed, 0, Number.MAX_SAFE_INTEGER)
  const port = integer(values.port, 1, 65_535)
  if (seed === undefined) return fail('--seed needs a whole number, 0 or more.')
  if (port === undefined) return fail('--port needs a number from 1 to 65535.')
  const update = UPDATES.find((known) => known === (values.update ?? 'newer'))
  if (update === undefined) return fail(`--update needs one of ${UPDATES.join(', ')}.`)
  const table = readTableWishes(values)
  if (!table.ok) return table
  const deck = command === 'import' && values.deck !== undefined ? readDeck(values.deck) : ok(values.deck ?? null)
  if (!deck.ok) return deck
  if (command === 'form' && (!values.blueprint || seed === null)) return fail('form needs --blueprint and --seed.')
  return ok({
    command,
    paths: rest.map((file) => path.resolve(cwd, file)),
    names: rest,
    data: values.data === undefined ? null : path.resolve(cwd, values.data),
    json: values.json ?? false,
    builtin: !values['no-builtin'],
    skipBad: values['skip-bad'] ?? false,
    scheduling: !values['without-scheduling'],
    update,
    media: !values['without-media'],
    format: values.format ?? null,
    deck: deck.value,
    table: table.value,
    coverage: values.coverage ?? false,
    repair: values.repair ?? false,
    preview: values.preview ?? false,
    undo: values.undo ?? false,
    salvage: values.salvage ?? false,
    blueprint: values.blueprint ?? null,
    seed,
    port,
    open: !values['no-open'],
  })
}
