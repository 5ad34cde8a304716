import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { deckSchema } from '../../../electron/build/deck-schema.ts'
import { generatedFiles } from '../../../electron/build/generated.ts'
import { collectNotices } from '../../../electron/build/notices.ts'

const root = path.resolve(import.meta.dirname, '..', '..', '..')

describe('npm run generate', () => {
  it('was run after the last change: its files are as it would write them now', async () => {
    for (const file of await generatedFiles(root)) {
      const written = fs.readFileSync(path.join(root, file.path), 'utf8')
      expect(written === file.text, `${file.path} is out of date: run npm run generate`).toBe(true)
    }
  })

  it('describes deck files for editors: kinds, required fields, nothing beside them', () => {
    const schema = JSON.stringify(deckSchema())
    for (const kind of ['basic', 'cloze', 'computed', 'matching']) expect(schema).toContain(`"const":"${kind}"`)
    expect(deckSchema()).toMatchObject({ required: ['format', 'id', 'deck', 'notes'], additionalProperties: false })
  })

  it('names every package of the product with licence and text, the tools that build it left out', () => {
    const notices = collectNotices(root)
    const names = notices.map((notice) => notice.name)
    const shipped = [
      'better-sqlite3',
      'vue',
      'pinia',
      'vue-router',
      'reka-ui',
      'katex',
      'markdown-it',
      'dompurify',
      'yaml',
    ]
    const more = ['zod', 'ts-fsrs', 'electron', '@orpc/server', '@orpc/shared', '@fontsource-variable/literata', 'hono']
    expect([...shipped, ...more].filter((name) => !names.includes(name))).toEqual([])
    expect(
      ['vitest', 'eslint', 'typescript', 'electron-builder', 'fast-check'].filter((name) => names.includes(name)),
    ).toEqual([])
    expect(
      notices.filter((notice) => notice.version === '' || notice.licence === '' || notice.text.length < 100),
    ).toEqual([])
  })
})
