import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The suites whose files wait for a browser or another process for much of their time. */
const WAITING: readonly string[] = ['e2e', 'recovery']

/** Where each file stands on the way through its own list, from 0 to 1. */
function placed(files: readonly TestSpecification[]): { file: TestSpecification; at: number }[] {
  return files.map((file, index) => ({ file, at: (index + 0.5) / files.length }))
}

/**
 * Spreads the files that wait among those that compute. Left to itself vitest runs suite after suite: first two files
 * wait for their browsers side by side while the processor idles, later two compute and nothing waits.
 */
export class MixedOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const waits = (file: TestSpecification): boolean => WAITING.includes(file.project.name)
    const mixed = [...placed(sorted.filter(waits)), ...placed(sorted.filter((file) => !waits(file)))]
    return mixed.sort((one, other) => one.at - other.at).map(({ file }) => file)
  }
}
