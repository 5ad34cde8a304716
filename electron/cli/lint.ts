import { lintDecks, printCoverage } from '../importers/lint/index.ts'
import { findResources } from '../services/paths.ts'
import type { Arguments } from './arguments.ts'
import { issueLine, print, printJson } from './print.ts'

/** Checks deck files and folders; opens no collection. */
export function runLint(args: Arguments): number {
  const report = lintDecks(args.paths, { fallback: findResources(import.meta.url).decks })
  const errors = report.issues.filter((issue) => issue.severity === 'error').length
  if (args.json) printJson(report)
  else {
    for (const issue of report.issues) print(issueLine(issue))
    if (args.coverage) for (const coverage of report.coverage) print(printCoverage(coverage))
    const files = report.files.length === 1 ? '1 file' : `${report.files.length} files`
    print(`${files}, ${report.notes} notes, ${errors} errors, ${report.issues.length - errors} warnings`)
  }
  return errors > 0 ? 1 : 0
}
