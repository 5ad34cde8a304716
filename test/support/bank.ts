import { loadCatalogue } from '../../electron/services/catalogue.ts'
import { makeApp, REAL_DECKS, TestClock } from './app.ts'
import { question } from './decks.ts'
import { temporaryFolder } from './host.ts'

/** A data folder with a bank that fills whole AIF-C01 forms: questions made here, three for each objective. */
export async function bankFolder(): Promise<string> {
  const dataDir = temporaryFolder('bank')
  const test = await makeApp({ dataDir, clock: new TestClock(Date.now()) })
  const [blueprint] = loadCatalogue(REAL_DECKS).blueprints
  if (!blueprint) throw new Error('the blueprint cannot be read')
  const objectives = blueprint.domains.flatMap(({ tasks }) => tasks.flatMap((task) => task.objectives))
  const notes = objectives.flatMap(({ id }, index) =>
    [0, 1, 2].map((copy) => question(`q-${id}-${copy}`, index + copy, id)),
  )
  test.addNotes('Bank', notes)
  await test.close()
  return dataDir
}
