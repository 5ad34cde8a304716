import fs from 'node:fs/promises'
import type { Issue } from '../contract/errors.ts'
import type { App } from '../services/app.ts'
import { backUpNow } from '../services/backups-now.ts'
import { importFileNow, type NowReport } from '../services/import-now.ts'
import { status } from '../services/status.ts'
import type { Arguments } from './arguments.ts'
import { hint, issueLine, print, printJson, refuse } from './print.ts'

function unreadable(name: string, error: NodeJS.ErrnoException): Issue {
  const reasons: Record<string, string> = {
    ENOENT: 'There is no such file.',
    EISDIR: 'This is a folder, not a file.',
    EACCES: 'The file may not be read.',
  }
  const message = reasons[error.code ?? ''] ?? `The file can't be read (${error.code ?? error.message}).`
  return { severity: 'error', code: 'unreadable', message, where: { file: name } }
}

/** Imports files one by one, each in a transaction of its own. */
export async function runImport(app: App, args: Arguments): Promise<number> {
  const reports: NowReport[] = []
  const choice = { scheduling: args.scheduling, update: args.update }
  const wishes = args.deck === null ? args.table : { ...args.table, deck: args.deck }
  const kept = await backUpNow(app.context, 'import')
  if (!kept.ok) {
    return refuse(args, kept.error.code, `${kept.error.message} Nothing was imported.`)
  }
  for (const [index, file] of args.paths.entries()) {
    const name = args.names[index] ?? file
    const bytes = await fs.readFile(file).catch((error: NodeJS.ErrnoException) => unreadable(name, error))
    reports.push(await importFileNow(app.context, { name, bytes }, args.skipBad, choice, wishes))
  }
  if (args.json) printJson(reports.map(({ refused: _refused, good: _good, ...report }) => report))
  else for (const report of reports) printReport(report)
  return reports.some((report) => report.refused) ? 1 : 0
}

function printReport({ refused, good, file, notes, cards, reviews, media, issues }: NowReport): void {
  for (const issue of issues) print(issueLine(issue))
  if (refused) {
    print(`${file}: refused, nothing was changed`)
    if (good > 0) hint(`${file}: --skip-bad brings in what has no error (notes: ${good}) and leaves the rest out`)
    return
  }
  const counts = Object.entries(notes).filter(([, count]) => count > 0)
  const words = counts.map(([what, count]) => `${count} ${what}`).join(', ') || 'nothing new'
  const more = [
    reviews.added > 0 ? `; ${reviews.added} reviews added` : '',
    reviews.orphaned > 0 ? `; ${reviews.orphaned} reviews of cards that are gone kept apart` : '',
    media.added > 0 ? `; ${media.added} media added` : '',
  ].join('')
  print(`${file}: notes ${words}; ${cards.added} cards added${more}`)
}

export async function runStatus(app: App, args: Arguments): Promise<number> {
  const found = status(app.context)
  if (args.json) printJson(found)
  else {
    const { due, ...counts } = found
    for (const [what, count] of Object.entries(counts)) print(`${what.padEnd(10)} ${count}`)
    print(`due        ${due.new} new, ${due.learning} learning, ${due.review} review`)
  }
  return 0
}

export async function runForm(app: App, args: Arguments): Promise<number> {
  const form = app.services.exam.form(args.blueprint ?? '', args.seed ?? 0)
  if (!form.ok) {
    const { error } = form
    const words =
      error.code === 'NOT_FOUND' ? `There is no ${error.what}.` : error.code === 'CONFLICT' ? error.reason : ''
    return refuse(args, error.code, words)
  }
  if (args.json) printJson(form.value)
  else {
    for (const { guid, kind, domain, objective, scored } of form.value.items) {
      print([domain, objective ?? '', kind, scored ? 'scored' : 'unscored', guid].join('\t'))
    }
  }
  return 0
}
