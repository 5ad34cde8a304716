import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const texts = new Map(
  fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.m?ts$/.test(name))
    .map((name) => [name.split(path.sep).join('/'), fs.readFileSync(path.join(root, name), 'utf8')]),
)

describe('long forms of tests', () => {
  it('are asked for in one place, by which the soak run finds their files', () => {
    const askers = [...texts]
      .filter(([, text]) => /env\b.*EPOCH_(?:SOAK|VARIANTS|KILLS)/.test(text))
      .map(([name]) => name)
    expect(askers.sort()).toEqual(['support/campaign.ts', 'support/kills.ts', 'support/mutations.ts'])
  })
})
