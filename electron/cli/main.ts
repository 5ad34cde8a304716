import path from 'node:path'
import { createLog } from '../loopback/log.ts'
import { main as serve } from '../loopback/main.ts'
import { createApp, type App } from '../services/app.ts'
import { explainOpenProblem } from '../services/open-problem.ts'
import { defaultDataDir, findResources } from '../services/paths.ts'
import { readArguments, USAGE, type Arguments } from './arguments.ts'
import { runBackup, runCheck, runRecover, runRestore, runRestoreList } from './backups.ts'
import { runForm, runImport, runStatus } from './commands.ts'
import { runExport } from './export.ts'
import { runLint } from './lint.ts'
import { issueLine, refuse } from './print.ts'

const EXIT = { done: 0, usage: 2 } as const

async function withApp(
  args: Arguments,
  run: (app: App) => Promise<number>,
  onDamaged?: (dataDir: string) => Promise<number>,
): Promise<number> {
  const dataDir = args.data ?? defaultDataDir(process.env, process.platform)
  const log = createLog(path.join(dataDir, 'logs', 'epoch.log'))
  const resources = findResources(import.meta.url)
  const app = await createApp({ dataDir, resources, host: 'cli', log, builtin: args.builtin })
  if (!app.ok) {
    if (app.error.code === 'damaged' && onDamaged) return onDamaged(dataDir)
    return refuse(args, app.error.code, explainOpenProblem(app.error, dataDir))
  }
  try {
    for (const issue of app.value.installIssues) process.stderr.write(`${issueLine(issue)}\n`)
    return await run(app.value)
  } finally {
    await app.value.close()
  }
}

/** What only reads backups needs no collection, so that it works while the app is open, and after damage. */
async function restore(args: Arguments): Promise<number> {
  const told = runRestoreList(args.data ?? defaultDataDir(process.env, process.platform), args)
  if (told !== null) return told
  const opened = (app: App): Promise<number> => runRestore(app, args)
  return withApp(args, opened, (dataDir) => runRecover(dataDir, args))
}

/**
 * Runs one command.
 * @param argv arguments after the program's name
 * @returns the exit code, or nothing while `serve` goes on
 */
export async function main(argv: string[]): Promise<number | undefined> {
  const args = readArguments(argv, process.env.INIT_CWD ?? process.cwd())
  if (!args.ok) {
    process.stderr.write(`${args.error}\n\n${USAGE}\n`)
    return EXIT.usage
  }
  if (args.value === 'help') {
    process.stdout.write(`${USAGE}\n`)
    return EXIT.done
  }
  const wanted = args.value
  switch (wanted.command) {
    case 'import':
      return withApp(wanted, (app) => runImport(app, wanted))
    case 'export':
      return withApp(wanted, (app) => runExport(app, wanted))
    case 'status':
      return withApp(wanted, (app) => runStatus(app, wanted))
    case 'check':
      return withApp(wanted, (app) => runCheck(app, wanted))
    case 'backup':
      return withApp(wanted, (app) => runBackup(app, wanted))
    case 'restore':
      return restore(wanted)
    case 'form':
      return withApp(wanted, (app) => runForm(app, wanted))
    case 'lint':
      return runLint(wanted)
    case 'serve':
      return serve(wanted)
  }
}
