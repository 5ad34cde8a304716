import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ImportReport } from '../../../electron/contract/procedures/collection.ts'
import type { z } from 'zod'
import { epoch, type Ran } from '../../support/cli.ts'
import { basic, deckText } from '../../support/decks.ts'
import { temporaryFolder } from '../../support/host.ts'

type Report = z.infer<typeof ImportReport>

const BAD =
  'format: epoch-deck/1\nid: bad\ndeck: Bad\nnotes:\n  - id: fine\n    kind: basic\n    front: x\n    back: y\n  - id: one\n    kind: basic\n    front: x\n'

let folder: string
let data: string
beforeAll(() => {
  folder = temporaryFolder('files')
  fs.mkdirSync(path.join(folder, 'sub'))
  fs.writeFileSync(
    path.join(folder, 'good.yaml'),
    deckText({ deck: 'Good::Inside', notes: [basic('one'), basic('two')] }),
  )
  fs.writeFileSync(path.join(folder, 'sub', 'table.csv'), 'front,back\nq,a\n')
  fs.writeFileSync(path.join(folder, 'bad.yaml'), BAD)
})

const run = (...args: string[]): Promise<Ran> => epoch([...args, '--data', data, '--no-builtin'], { cwd: folder })
const json = (ran: Ran): Report[] => JSON.parse(ran.stdout) as Report[]
const notes = async (): Promise<number> =>
  (JSON.parse((await run('status', '--json')).stdout) as { notes: number }).notes

describe('epoch import', () => {
  beforeAll(() => {
    data = temporaryFolder('data')
  })

  it('prints an array with an element for each file, in exactly this shape', async () => {
    const ran = await run('import', 'good.yaml', path.join('sub', 'table.csv'), '--json')
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    const rest = { reviews: { added: 0, orphaned: 0 }, media: { added: 0, missing: 0 }, issues: [] }
    const none = { updated: 0, unchanged: 0, skipped: 0, conflicting: 0 }
    expect(json(ran)).toEqual([
      {
        file: 'good.yaml',
        format: 'deck-yaml',
        notes: { added: 2, ...none },
        cards: { added: 2 },
        decks: ['Good::Inside'],
        ...rest,
      },
      {
        file: path.join('sub', 'table.csv'),
        format: 'csv',
        notes: { added: 1, ...none },
        cards: { added: 1 },
        decks: [expect.any(String)],
        ...rest,
      },
    ])
  })

  it('says unchanged the second time, still as an array for one file, and in words without --json', async () => {
    const [report, ...others] = json(await run('import', 'good.yaml', '--json'))
    expect(others).toEqual([])
    expect(report?.notes).toEqual({ added: 0, updated: 0, unchanged: 2, skipped: 0, conflicting: 0 })
    const ran = await run('import', 'good.yaml')
    expect(ran).toMatchObject({ code: 0, stdout: 'good.yaml: notes 2 unchanged; 0 cards added\n' })
  })

  it('refuses a file with one bad note, changes nothing, and brings the other files in', async () => {
    const before = await notes()
    fs.writeFileSync(path.join(folder, 'new.csv'), 'front,back\nnew question,a\n')
    const ran = await run('import', 'bad.yaml', 'new.csv', '--json')
    expect(ran.code).toBe(1)
    const [bad, good] = json(ran)
    expect(bad).toMatchObject({ file: 'bad.yaml', notes: { added: 0 }, cards: { added: 0 }, decks: [] })
    expect(bad?.issues).toMatchObject([
      {
        severity: 'error',
        code: 'missing',
        message: expect.any(String),
        where: { file: 'bad.yaml', line: 9, field: 'back' },
      },
    ])
    expect(good?.notes.added).toBe(1)
    expect(await notes()).toBe(before + 1)
  })

  it('names file, line and column in words, as editors link them', async () => {
    const ran = await run('import', 'bad.yaml')
    expect(ran.code).toBe(1)
    expect(ran.stdout).toMatch(/^bad\.yaml:9:\d+: error: .+\nbad\.yaml: refused, nothing was changed\n$/)
  })

  it('leaves bad notes out with --skip-bad, and says so', async () => {
    const before = await notes()
    const ran = await run('import', 'bad.yaml', '--skip-bad', '--json')
    expect(ran.code).toBe(0)
    expect(json(ran)).toMatchObject([{ notes: { added: 1, skipped: 1 }, issues: [{ severity: 'error' }] }])
    expect(await notes()).toBe(before + 1)
  })

  it('says which file is missing or a folder, and goes on with the others', async () => {
    const ran = await run('import', 'none.yaml', 'sub', 'good.yaml', '--json')
    expect(ran.code).toBe(1)
    expect(json(ran)).toMatchObject([
      { file: 'none.yaml', issues: [{ severity: 'error', code: 'unreadable', where: { file: 'none.yaml' } }] },
      { file: 'sub', issues: [{ severity: 'error', code: 'unreadable', message: expect.stringContaining('folder') }] },
      { file: 'good.yaml', notes: { unchanged: 2 }, issues: [] },
    ])
  })

  it('refuses packages by name', async () => {
    fs.writeFileSync(path.join(folder, 'deck.apkg'), Buffer.from('PK\u0003\u0004'))
    const ran = await run('import', 'deck.apkg', '--json')
    expect(ran.code).toBe(1)
    expect(json(ran)[0]?.issues[0]?.message).toContain('deck.apkg')
  })
})
