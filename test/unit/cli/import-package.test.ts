import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeAnkiPackage, type PackageParts } from '../../fixtures/anki-package.ts'
import { epoch, type Ran } from '../../support/cli.ts'
import { temporaryFolder } from '../../support/host.ts'

const PARTS: PackageParts = {
  decks: [{ id: 5, name: 'Spanish' }],
  notes: [{ id: 10, fields: ['hola', '<img src="a.png">'] }],
  cards: [{ id: 20, note: 10, deck: 5, type: 2, due: 3, ivl: 9, reps: 1, factor: 2500 }],
  reviews: [
    { id: Date.UTC(2026, 10, 3), card: 20 },
    { id: Date.UTC(2026, 10, 4), card: 99 },
  ],
  media: [{ name: 'a.png', bytes: Buffer.from('png') }],
}

let folder: string
beforeAll(() => {
  folder = temporaryFolder('packages')
  fs.writeFileSync(path.join(folder, 'spanish.apkg'), makeAnkiPackage(PARTS))
})

const run = (data: string, ...args: string[]): Promise<Ran> =>
  epoch([...args, '--data', path.join(folder, data), '--no-builtin'], { cwd: folder })

describe('epoch import of an Anki package', () => {
  it('brings notes, schedule, log and media in, and says so in words', async () => {
    const ran = await run('words', 'import', 'spanish.apkg')
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toBe(
      'spanish.apkg: notes 1 added; 1 cards added; 1 reviews added; 1 reviews of cards that are gone kept apart; 1 media added\n',
    )
    const { stdout } = await run('words', 'status', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ notes: 1, cards: 1, reviews: 1, media: 1 })
    expect((await run('words', 'check')).code).toBe(0)
    const again = await run('words', 'import', 'spanish.apkg', '--update', 'never', '--json')
    expect(JSON.parse(again.stdout)).toMatchObject([{ format: 'anki-package', notes: { added: 0, unchanged: 1 } }])
  })

  it('leaves the schedule out when asked', async () => {
    await run('new', 'import', 'spanish.apkg', '--without-scheduling')
    const { due } = JSON.parse((await run('new', 'status', '--json')).stdout) as { due: Record<string, number> }
    expect(due).toMatchObject({ new: 1, review: 0 })
  })

  it('refuses a choice that there is not', async () => {
    const ran = await run('new', 'import', 'spanish.apkg', '--update', 'perhaps')
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('newer, always, never') })
  })

  it('refuses a damaged package with what to do, and leaves nothing', async () => {
    const bytes = fs.readFileSync(path.join(folder, 'spanish.apkg'))
    fs.writeFileSync(path.join(folder, 'half.apkg'), bytes.subarray(0, bytes.length / 2))
    const ran = await run('half', 'import', 'half.apkg')
    expect(ran.code).toBe(1)
    expect(ran.stdout).toContain('half.apkg is an Anki package that cannot be read.')
    expect(ran.stdout).toContain('half.apkg: refused, nothing was changed')
  })
})
