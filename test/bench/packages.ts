import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { App } from '../../electron/services/app.ts'
import { importFileNow } from '../../electron/services/import-now.ts'
import { FIXTURE_NOW } from '../fixtures/collection.ts'
import { C50K, makeLargePackage, N20K } from '../fixtures/anki-package-large.ts'
import { bareImport, rowsOf } from './bare-package.ts'
import { benchFolder, openApp } from './context.ts'
import { median, timedAsync, type Figure } from './figure.ts'
import { whileImporting } from './while-importing.ts'

const ROUNDS = 5

/** Anki packages: against the barest program that does the same, beside other programs' times, and what happens meanwhile. */
export async function packageFigures(): Promise<Figure[]> {
  const c50k = makeLargePackage(C50K, FIXTURE_NOW)
  const n20k = makeLargePackage(N20K, FIXTURE_NOW)
  return [...(await speed(c50k, n20k)), memory(c50k), ...(await whileImporting(c50k))]
}

async function bring(app: App, name: string, bytes: Uint8Array): Promise<void> {
  const report = await importFileNow(app.context, { name, bytes }, false)
  if (report.refused || report.issues.length > 0) throw new Error(JSON.stringify(report.issues))
}

async function speed(c50k: Uint8Array, n20k: Uint8Array): Promise<Figure[]> {
  const ratios: number[] = []
  const large: number[] = []
  const small: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const [ours, bare, third] = [benchFolder(), benchFolder(), benchFolder()]
    const app = await openApp(ours)
    const took = await timedAsync(() => bring(app, 'c50k.apkg', c50k))
    await app.close()
    const rows = rowsOf(ours)
    await (await openApp(bare)).close()
    const barest = await timedAsync(() => bareImport(bare, c50k, rows))
    ratios.push(took / barest)
    large.push(took)
    const other = await openApp(third)
    small.push(await timedAsync(() => bring(other, 'n20k.apkg', n20k)))
    await other.close()
    for (const folder of [ours, bare, third]) fs.rmSync(folder, { recursive: true })
  }
  const note = `median of ${ROUNDS}`
  return [
    { name: 'import of c50k ÷ unpacking and bare inserts', value: median(ratios), unit: 'ratio', limit: 2, note },
    {
      name: 'import of c50k',
      value: median(large),
      unit: 'ms',
      limit: 1725,
      note: `${note}; Anki 2.1.15 on a like machine`,
    },
    {
      name: 'import of n20k',
      value: median(small),
      unit: 'ms',
      limit: 585,
      note: `${note}; Anki 2.1.15 on a like machine`,
    },
  ]
}

/** Peak memory of a process that imports, above what it took before. */
function memory(bytes: Uint8Array): Figure {
  const folder = benchFolder()
  const file = path.join(folder, 'c50k.apkg')
  fs.writeFileSync(file, bytes)
  const child = fileURLToPath(new URL('package-memory.ts', import.meta.url))
  const { stdout, stderr } = spawnSync(process.execPath, [child, folder, file], { encoding: 'utf8' })
  const found = Number(stdout)
  if (!(found > 0)) throw new Error(stderr)
  fs.rmSync(folder, { recursive: true })
  return {
    name: 'memory of an import of c50k above idle',
    value: found,
    unit: 'MB',
    limit: 200,
    note: 'peak resident set',
  }
}
