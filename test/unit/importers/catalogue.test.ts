import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readCatalogue, readCatalogueFile } from '../../../electron/importers/catalogue.ts'
import { brief } from './support.ts'

const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => fs.rmSync(folder, { recursive: true })))

function folderWith(files: Record<string, string>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'epoch-catalogue-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), text)
  }
  return folder
}

const SERVICES = `format: epoch-services/1
services:
  - { id: a, name: A, category: x, state: active, inScope: true, source: "https://a.example", verifiedOn: 2026-11-20 }
`

const read = (name: string, text: string) => readCatalogueFile(name, new TextEncoder().encode(text))

describe('readCatalogue', () => {
  it('reads services, and blueprint and facts of each exam', () => {
    const decks = path.resolve(import.meta.dirname, '..', '..', '..', 'decks')
    const { blueprints, services, facts, issues } = readCatalogue(decks)
    expect(issues).toEqual([])
    expect(blueprints.map((blueprint) => blueprint.id)).toContain('aif-c01')
    expect(services.some((service) => service.id === 'amazon-bedrock')).toBe(true)
    expect(facts.length).toBe(140)
  })

  it('leaves a broken file out, names it, and reads the others', () => {
    const folder = folderWith({ 'services.yaml': SERVICES, 'demo/facts.yaml': 'format: epoch-facts/1\nfacts: no\n' })
    const read = readCatalogue(folder)
    expect(read.services).toHaveLength(1)
    expect(read.facts).toEqual([])
    expect(read.issues.map(brief)).toEqual(['error type demo/facts.yaml:2:8'])
  })

  it('finds nothing in an empty folder', () => {
    expect(readCatalogue(folderWith({}))).toEqual({ blueprints: [], services: [], facts: [], issues: [] })
  })
})

describe('readCatalogueFile', () => {
  it('tells ids that stand twice, unknown states and unknown formats', () => {
    expect(read('services.yaml', SERVICES + SERVICES.split('\n').slice(2).join('\n'))).toMatchObject({
      error: [{ code: 'duplicate-id', where: { file: 'services.yaml', line: 4 }, found: 'a' }],
    })
    expect(read('services.yaml', SERVICES.replace('active', 'asleep'))).toMatchObject({
      error: [{ code: 'value', where: { line: 3 }, found: '“asleep”' }],
    })
    expect(read('x.yaml', 'format: epoch-x/1')).toMatchObject({ error: [{ code: 'format', found: 'epoch-x/1' }] })
    expect(read('x.yaml', 'a: [')).toMatchObject({ error: [{ code: 'syntax' }] })
  })

  it('tells weights that do not add up and objectives that stand twice', () => {
    const blueprint = `format: epoch-blueprint/1
id: demo
code: DEMO
name: Demo
guide: { version: "1", publishedOn: 2026-01-01, url: "https://a.example" }
questions: { total: 10, scored: 12 }
minutes: 10
passShare: 0.7
kinds: { matching: 1 }
domains:
  - id: "1"
    title: One
    weight: 90
    tasks:
      - { id: "1.1", title: T, objectives: [{ id: 1.1.1, label: a }, { id: 1.1.1, label: b }] }
`
    const result = read('blueprint.yaml', blueprint)
    if (result.ok) expect.fail('was read')
    expect(result.error.map((issue) => [issue.code, issue.where.line, issue.expected])).toEqual([
      ['range', 6, 'at most 10'],
      ['range', 11, '100'],
      ['duplicate-id', 15, 'each id once'],
    ])
  })
})
