import fs from 'node:fs'
import path from 'node:path'
import { exportNow } from '../../electron/services/exports.ts'
import { importFileNow } from '../../electron/services/import-now.ts'
import { C50K, makeLargePackage } from '../fixtures/anki-package-large.ts'
import { FIXTURE_NOW } from '../fixtures/collection.ts'
import { benchFolder, openApp } from './context.ts'
import { median, timedAsync, type Figure } from './figure.ts'

const ROUNDS = 3

/** The way out of a large collection beside the way in. */
export async function exportFigures(): Promise<Figure[]> {
  const c50k = makeLargePackage(C50K, FIXTURE_NOW)
  const choice = { scope: { type: 'all' }, scheduling: true, media: true } as const
  const ratios = { apkg: [] as number[], 'apkg-older': [] as number[] }
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = benchFolder()
    const app = await openApp(folder)
    const file = { name: 'c50k.apkg', bytes: c50k }
    const bringIn = await timedAsync(async () => {
      const report = await importFileNow(app.context, file, false)
      if (report.refused) throw new Error(JSON.stringify(report.issues))
    })
    for (const format of ['apkg', 'apkg-older'] as const) {
      const took = await timedAsync(async () => {
        const done = await exportNow(app.context, { ...choice, format }, path.join(folder, `${format}.apkg`))
        if (!done.ok || done.value.counts.reviews !== 200_000) throw new Error(JSON.stringify(done))
      })
      ratios[format].push(took / bringIn)
    }
    await app.close()
    fs.rmSync(folder, { recursive: true })
  }
  const note = `median of ${ROUNDS}`
  return [
    { name: 'export of c50k ÷ its import', value: median(ratios.apkg), unit: 'ratio', limit: 1, note },
    {
      name: 'export of c50k in the older form ÷ its import',
      value: median(ratios['apkg-older']),
      unit: 'ratio',
      limit: 1,
      note,
    },
  ]
}
