import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../../electron/services/catalogue.ts'
import { MIGRATIONS } from '../../../electron/store/migrations/index.ts'
import { REAL_DECKS } from '../../support/app.ts'
import { bankFolder } from '../../support/bank.ts'
import { epoch } from '../../support/cli.ts'
import { basic, deckText } from '../../support/decks.ts'
import { temporaryFolder } from '../../support/host.ts'

interface PrintedForm {
  blueprint: string
  seed: number
  items: { guid: string; kind: string; domain: string; objective: string; scored: boolean }[]
}

let data: string
beforeAll(async () => {
  data = await bankFolder()
})

describe('epoch status', () => {
  it('prints exactly these counts', async () => {
    const ran = await epoch(['status', '--json', '--data', data, '--no-builtin'])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(ran.stdout)).toEqual({
      schema: MIGRATIONS.length,
      decks: 1,
      notes: 207,
      cards: 207,
      reviews: 0,
      media: 0,
      questions: 207,
      attempts: 0,
      due: { new: 0, learning: 0, review: 0 },
    })
  })

  it('reads well without --json', async () => {
    const ran = await epoch(['status', '--data', data, '--no-builtin'])
    expect(ran.stdout).toMatch(/^notes +207$/m)
    expect(ran.stdout).toMatch(/^due +0 new, 0 learning, 0 review$/m)
  })
})

describe('epoch form', () => {
  const form = async (seed: number): Promise<PrintedForm> => {
    const ran = await epoch([
      'form',
      '--blueprint',
      'aif-c01',
      '--seed',
      String(seed),
      '--json',
      '--data',
      data,
      '--no-builtin',
    ])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    return JSON.parse(ran.stdout) as PrintedForm
  }

  it('is the same for the same seed, and has the counts of the blueprint', async () => {
    const [one, again, other] = [await form(7), await form(7), await form(8)]
    expect(again).toEqual(one)
    expect(other.items).not.toEqual(one.items)
    expect(one).toMatchObject({ blueprint: 'aif-c01', seed: 7 })
    expect(Object.keys(one.items[0] ?? {}).sort()).toEqual(['domain', 'guid', 'kind', 'objective', 'scored'])
    const [blueprint] = loadCatalogue(REAL_DECKS).blueprints
    if (!blueprint) throw new Error('the blueprint cannot be read')
    for (const { items } of [one, other]) {
      expect(items).toHaveLength(65)
      expect(new Set(items.map((item) => item.guid)).size).toBe(65)
      expect(items.filter((item) => item.scored)).toHaveLength(50)
      for (const { id, weight } of blueprint.domains) {
        const inDomain = items.filter((item) => item.domain === id)
        expect(Math.abs(inDomain.filter((item) => item.scored).length - weight / 2)).toBeLessThan(1)
        expect(Math.abs(inDomain.length - weight * 0.65)).toBeLessThan(1)
        for (const { objective } of inDomain) expect(objective.startsWith(`${id}.`)).toBe(true)
      }
      for (const kind of ['multiple-choice', 'multiple-response', 'ordering', 'matching']) {
        expect(items.some((item) => item.kind === kind)).toBe(true)
      }
    }
  })

  it('says why there is none: no such exam, too few questions', async () => {
    const unknown = await epoch(['form', '--blueprint', 'none', '--seed', '1', '--data', data, '--no-builtin'])
    expect(unknown).toEqual({ code: 1, stdout: '', stderr: 'There is no exam "none".\n' })
    const empty = temporaryFolder('empty')
    const poor = await epoch(['form', '--blueprint', 'aif-c01', '--seed', '1', '--data', empty, '--no-builtin'])
    expect(poor).toMatchObject({ code: 1, stdout: '' })
    expect(poor.stderr).toMatch(/too few questions.* has 0 of the \d+/)
  })
})

describe('epoch lint', () => {
  it('names file, line and column of every problem, and opens no collection', async () => {
    const folder = temporaryFolder('lint')
    const bad = path.join(folder, 'bad.yaml')
    fs.writeFileSync(
      bad,
      'format: epoch-deck/1\nid: bad\ndeck: Bad\nnotes:\n  - id: a\n    kind: basic\n    front: x\n    bakc: y\n',
    )
    const never = path.join(folder, 'never')
    const ran = await epoch(['lint', 'bad.yaml', '--data', never], { cwd: folder })
    expect(ran.code).toBe(1)
    expect(ran.stdout).toMatch(/bad\.yaml:8:5: error: .*bakc.*back/)
    expect(ran.stdout).toMatch(/bad\.yaml:5:\d+: error: .*back.* is missing/)
    expect(ran.stdout.trim().split('\n').at(-1)).toBe('1 file, 0 notes, 2 errors, 0 warnings')
    expect(fs.existsSync(never)).toBe(false)
    const asJson = await epoch(['lint', bad, '--json'])
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      issues: expect.arrayContaining([
        expect.objectContaining({
          severity: 'error',
          where: expect.objectContaining({ file: bad, line: 8, column: 5 }),
        }),
      ]),
    })
  })

  it('ends with 0 for a file without errors, and with 1 for one that is not there', async () => {
    const folder = temporaryFolder('lint')
    fs.writeFileSync(path.join(folder, 'good.yaml'), deckText({ deck: 'Good', notes: [basic('one')] }))
    const good = await epoch(['lint', 'good.yaml'], { cwd: folder })
    expect(good.stdout).toContain('1 file, 1 notes, 0 errors')
    expect(good.code).toBe(0)
    expect((await epoch(['lint', 'none.yaml'], { cwd: folder })).code).toBe(1)
  })
})

describe('epoch check', () => {
  it('ends with 0 for a sound collection and with 1 and the findings for another', async () => {
    const sound = await epoch(['check', '--json', '--data', data, '--no-builtin'])
    expect(sound.code).toBe(0)
    expect(JSON.parse(sound.stdout)).toEqual({ ok: true, findings: [] })
    const damaged = temporaryFolder('damaged')
    fs.cpSync(data, damaged, { recursive: true })
    const db = new Database(path.join(damaged, 'collection.db'))
    db.exec('UPDATE deck_total SET cards = 1')
    db.close()
    const found = await epoch(['check', '--data', damaged, '--no-builtin'])
    expect(found).toMatchObject({ code: 1, stdout: 'The figures of 1 decks differ from their cards.\n' })
  })
})

describe('a collection that cannot be opened', () => {
  it('is refused in a sentence, and not touched', async () => {
    const other = temporaryFolder('other')
    const file = path.join(other, 'collection.db')
    fs.writeFileSync(file, 'this is not a database at all, but it is a file of some length')
    const ran = await epoch(['status', '--data', other])
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    expect(ran.stderr).toContain('does not begin like a database')
    expect(ran.stderr).not.toMatch(/\n\s+at /)
    expect(fs.readFileSync(file, 'utf8')).toContain('not a database at all')
  })

  it('is refused by name when a newer Epoch made it', async () => {
    const newer = temporaryFolder('newer')
    fs.cpSync(data, newer, { recursive: true })
    const db = new Database(path.join(newer, 'collection.db'))
    db.pragma('user_version = 99')
    db.close()
    const ran = await epoch(['status', '--data', newer, '--no-builtin'])
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    expect(ran.stderr).toContain('newer version of Epoch')
  })
})
