import path from 'node:path'
import type { Result } from '../core/result.ts'
import type { App } from '../services/app.ts'
import {
  backupsIn,
  backUpNow,
  lookInto,
  recoverDamaged,
  remarksNow,
  repairNow,
  restoreNow,
  wantedBackup,
  type BackupCounts,
  type BackupFile,
  type BackupRefusal,
  type RepairReport,
} from '../services/backups-now.ts'
import { checkNow } from '../services/check-now.ts'
import type { Arguments } from './arguments.ts'
import { print, printJson, refuse as tellRefusal } from './print.ts'

const refuse = (args: Arguments, { code, message }: BackupRefusal): number => tellRefusal(args, code, message)

function countWords({ decks, notes, cards, reviews, exams }: BackupCounts): string {
  return `${decks} decks, ${notes} notes, ${cards} cards, ${reviews} reviews, ${exams} exams`
}

/** Makes a backup of the collection. */
export async function runBackup(app: App, args: Arguments): Promise<number> {
  const made = await backUpNow(app.context, 'hand')
  if (!made.ok) return refuse(args, made.error)
  const { file, at, bytes, counts } = made.value
  if (args.json) printJson({ ok: true, file, at: new Date(at).toISOString(), bytes, counts })
  else print(`${file}: ${countWords(counts)}`)
  return 0
}

/** Checks the collection; with `--repair` puts right what can be. */
export async function runCheck(app: App, args: Arguments): Promise<number> {
  if (args.repair) {
    const done = await repairNow(app.context)
    return done.ok ? tellRepair(args, done.value) : refuse(args, done.error)
  }
  const findings = await checkNow(app.context)
  const remarks = findings.length === 0 ? remarksNow(app.context) : []
  if (args.json) printJson({ ok: findings.length === 0, findings, ...(remarks.length > 0 ? { remarks } : {}) })
  else if (findings.length === 0) print('Nothing is wrong with this collection.')
  for (const words of args.json ? [] : [...findings, ...remarks]) print(words)
  return findings.length === 0 ? 0 : 1
}

function tellRepair(args: Arguments, report: RepairReport): number {
  const { found, done, left, remarks, backup } = report
  if (args.json) printJson({ ok: left.length === 0, ...report })
  else {
    for (const words of found) print(`Found: ${words}`)
    for (const { message } of done) print(`Done: ${message}`)
    for (const words of left) print(`Still wrong: ${words}`)
    for (const words of remarks) print(words)
    if (found.length + done.length + left.length === 0) print('Nothing is wrong with this collection.')
    else if (backup) print(`As it was before: epoch restore ${backup}`)
  }
  return left.length === 0 ? 0 : 1
}

/** The backup that is meant: by its name, by a path, or the collection as it was before the last restore. */
function wantedFile(dataDir: string, args: Arguments): Result<string, BackupRefusal> {
  const [file = ''] = args.paths
  const [name = ''] = args.names
  return wantedBackup(dataDir, args.undo ? null : { name, file })
}

function listed({ name, at, reason, bytes }: BackupFile) {
  return { name, at: new Date(at).toISOString(), reason, bytes }
}

/** Lists the backups, or what `--preview` asks about one. @returns null when something is to be restored */
export function runRestoreList(dataDir: string, args: Arguments): number | null {
  if (args.paths.length === 0 && !args.undo && !args.salvage) {
    const backups = backupsIn(dataDir).map(listed)
    if (args.json) printJson(backups)
    else if (backups.length === 0) print('There is no backup yet.')
    for (const { name, at, reason, bytes } of args.json ? [] : backups) {
      print([at, reason.padEnd(9), `${(bytes / 1e6).toFixed(1)} MB`.padStart(9), name].join('  '))
    }
    return 0
  }
  if (!args.preview) return null
  const file = wantedFile(dataDir, args)
  if (!file.ok) return refuse(args, file.error)
  const found = lookInto(file.value)
  if (!found.ok) return refuse(args, found.error)
  if (args.json) printJson({ ok: true, file: file.value, ...found.value })
  else print(`${file.value}: ${countWords(found.value.counts)}`)
  return 0
}

/** Puts a backup in place of what the collection holds. */
export async function runRestore(app: App, args: Arguments): Promise<number> {
  if (args.salvage)
    return refuse(args, { code: 'not-damaged', message: 'This collection can be opened. Use check --repair.' })
  const file = wantedFile(app.context.dataDir, args)
  if (!file.ok) return refuse(args, file.error)
  const done = await restoreNow(app.context, file.value)
  if (!done.ok) return refuse(args, done.error)
  const { counts, before } = done.value
  if (args.json) printJson({ ok: true, file: file.value, counts, before: before.name })
  else print(`Restored ${path.basename(file.value)}: ${countWords(counts)}\nTo undo it: epoch restore --undo`)
  return 0
}

/** Puts a backup, or what can still be read, in the place of a collection that cannot be opened. */
export async function runRecover(dataDir: string, args: Arguments): Promise<number> {
  const file = args.salvage ? null : wantedFile(dataDir, args)
  if (file !== null && !file.ok) return refuse(args, file.error)
  const done = await recoverDamaged(dataDir, file?.value ?? null)
  if (!done.ok) return refuse(args, done.error)
  const { counts, kept, salvaged } = done.value
  if (args.json) printJson({ ok: true, counts, kept, salvaged })
  else {
    print(`${args.salvage ? 'Salvaged' : 'Restored'}: ${countWords(counts)}`)
    if (salvaged)
      print(`${salvaged.lost} rows could not be taken over, ${salvaged.brokenPages} pages could not be read`)
    for (const { message } of salvaged?.repaired ?? []) print(message)
    print(`The damaged file is kept in ${kept}`)
  }
  return 0
}
