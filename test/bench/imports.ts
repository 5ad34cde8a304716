import fs from 'node:fs'
import { importNow } from '../../electron/services/import-now.ts'
import { bareInserts } from './bare.ts'
import { benchFolder, openApp } from './context.ts'
import { median, timed, type Figure } from './figure.ts'

const ROWS = 20_000
const ROUNDS = 5

function rows(): { front: string; back: string }[] {
  return Array.from({ length: ROWS }, (_unused, index) => ({
    front: `Question ${index}: what does term ${index % 977} stand for, in one sentence?`,
    back: `It stands for idea ${index % 613}, seen from side ${index % 7}, with a comma in it.`,
  }))
}

/** A 20k-row CSV through the program against bare inserts of the same rows, in one run, in turn. */
export async function importFigures(): Promise<Figure[]> {
  const data = rows()
  const text = ['front,back', ...data.map(({ front, back }) => `"${front}","${back}"`)].join('\n')
  const bytes = new TextEncoder().encode(text)
  const ratios: number[] = []
  const ours: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const folder = benchFolder()
    const bareFolder = benchFolder()
    const app = await openApp(folder)
    const took = timed(() => {
      const report = importNow(app.context, { name: 'rows.csv', bytes }, false)
      if (report.notes.added !== ROWS) throw new Error(`only ${report.notes.added} rows came in`)
    })
    await app.close()
    await (await openApp(bareFolder)).close()
    const bare = bareInserts(bareFolder, data)
    ratios.push(took / bare)
    ours.push(took)
    fs.rmSync(folder, { recursive: true })
    fs.rmSync(bareFolder, { recursive: true })
  }
  const note = `${median(ours).toFixed(0)} ms, median of ${ROUNDS} pairs`
  return [{ name: 'import of a 20k-row CSV ÷ bare inserts', value: median(ratios), unit: 'ratio', limit: 3, note }]
}
