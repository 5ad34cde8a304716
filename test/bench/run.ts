import { answerFigures } from './answers.ts'
import { backupFigures } from './backups.ts'
import { examFigures } from './exam.ts'
import { exportFigures } from './exports.ts'
import { line, type Figure } from './figure.ts'
import { importFigures } from './imports.ts'
import { optimiseFigures } from './optimise.ts'
import { packageFigures } from './packages.ts'
import { planFigures } from './plan.ts'
import { readinessFigures } from './readiness.ts'
import { screenFigures } from './screen.ts'
import { scrollingFigures } from './scrolling.ts'
import { searchFigures } from './search.ts'
import { statisticsFigures } from './statistics.ts'

/** Each part measures its figures beside their limits, in one run. */
const PARTS: Record<string, () => Promise<Figure[]>> = {
  answers: answerFigures,
  backups: backupFigures,
  exam: examFigures,
  exports: exportFigures,
  imports: importFigures,
  optimise: optimiseFigures,
  packages: packageFigures,
  plan: planFigures,
  readiness: readinessFigures,
  screen: screenFigures,
  scrolling: scrollingFigures,
  search: searchFigures,
  statistics: statisticsFigures,
}

const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const unknown = wanted.filter((name) => !(name in PARTS))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}
const figures: Figure[] = []
for (const [name, measure] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const found = await measure()
  figures.push(...found)
  if (!process.argv.includes('--json')) for (const figure of found) console.log(line(figure))
}
if (process.argv.includes('--json')) console.log(JSON.stringify(figures, null, 2))
process.exitCode = figures.every((figure) => figure.value <= figure.limit) ? 0 : 1
