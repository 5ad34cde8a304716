import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TableChoice } from '../../electron/contract/procedures/import-choice.ts'
import { importInto, surveyFile } from '../../electron/jobs/import-file.ts'
import { quietPulse, type FileInput } from '../../electron/jobs/protocol.ts'
import { openCollection } from '../../electron/store/open.ts'
import type { Collection } from '../../electron/store/collection.ts'
import { makeZip } from '../fixtures/zip.ts'
import { temporaryFolder } from '../support/host.ts'
import { mutated, VARIANTS } from '../support/mutations.ts'

const NOW = Date.UTC(2026, 10, 20, 12)
const ORDER = { scheduling: true, update: 'newer', now: NOW, zone: 'UTC', rolloverHour: 4 } as const
const SEVERAL = Array.from({ length: 8 }, (_, at) => at)
const OWN = 'own-type'

const ROWS = SEVERAL.map((at) => `word ${at},"meaning, ""${at}""\nmore",a b,12:0${at}`).join('\n')
const CHOICE: TableChoice = {
  separator: ',',
  encoding: 'utf-8',
  header: false,
  html: true,
  type: 'basic',
  columns: ['front', 'back', 'tags', 'ignore'],
  deck: 'Mine::Words',
  onMatch: 'update',
}
const ANKI = `#separator:tab\n#html:true\n#notetype column:1\n#tags column:4\n${SEVERAL.map((at) => `${at % 2 ? 'Vocabulary' : 'Basic'}\tw${at}\t<b>m</b> "x"\ttag`).join('\n')}\n`
const MARKDOWN = `---\ndeck: A::B\ntags: [x]\n---\n# T\n${SEVERAL.map((at) => `## What ${at}? #t\nThat.\n\n- q${at} :: a\n  - b\n\nA ==gap== {{c1::x}}.\n\n\`\`\`\na :: b\n\`\`\`\n`).join('\n')}`
const PAIRS = SEVERAL.map((at) => `Q: question ${at}\nQ: more\nA: answer\nmore\n`).join('\n')
const SUPERMEMO = `<SuperMemoCollection>${SEVERAL.map((at) => `<SuperMemoElement><ID>${at}</ID><Title>T</Title><Content><Question>&lt;b&gt;q${at}&lt;/b&gt;</Question><Answer>a</Answer></Content></SuperMemoElement>`).join('\n')}</SuperMemoCollection>`
const MNEMOSYNE = `<?xml version="1.0"?>\n<mnemosyne>${SEVERAL.map((at) => `<item id="${at}"><cat>c</cat><Q>q &lt;$&gt;x&lt;/$&gt;</Q><A>a</A></item>`).join('\n')}</mnemosyne>`
const SHARED = `<openSM2sync>${SEVERAL.map((at) => `<log type="16" o_id="f${at}"><f>q</f><b>a</b></log><log type="6" o_id="c${at}" card_t="1" fact="f${at}" tags="t"></log>`).join('\n')}</openSM2sync>`

const variants = (name: string, text: string, table?: TableChoice) => (seed: number) => ({
  name,
  bytes: mutated(Buffer.from(text), seed),
  table,
})
const packed = (damage: 'list' | 'archive') => (seed: number) => {
  const list = damage === 'list' ? mutated(Buffer.from(SHARED), seed) : SHARED
  const bytes = makeZip([{ name: 'cards.xml', data: list }])
  return { name: 'shared.cards', bytes: damage === 'archive' ? mutated(bytes, seed) : bytes }
}

const KINDS: Record<string, (seed: number) => FileInput> = {
  'a table read as chosen': variants('words.csv', ROWS, CHOICE),
  'a table for a note type': variants('words.csv', ROWS, { ...CHOICE, type: OWN, columns: [0, 1, 'tags', 'guid'] }),
  'a table in another encoding': variants('words.csv', ROWS, { ...CHOICE, encoding: 'shift_jis', html: false }),
  'an Anki text for a note type': variants('notes.txt', ANKI),
  'notes in Markdown': variants('notes.md', MARKDOWN),
  'questions and answers of SuperMemo': variants('notes.txt', PAIRS),
  'XML of SuperMemo': variants('notes.xml', SUPERMEMO),
  'XML of Mnemosyne': variants('notes.xml', MNEMOSYNE),
  'the list of shared cards': packed('list'),
  'the archive of shared cards': packed('archive'),
}

let pristine: string
let dataDir: string
let collection: Collection

function openAt(folder: string): Collection {
  const opened = openCollection(folder, { now: () => NOW, purpose: 'owner' })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

function renew(): void {
  if (collection?.db.open) collection.close()
  fs.rmSync(dataDir, { recursive: true, force: true })
  fs.cpSync(pristine, dataDir, { recursive: true })
  collection = openAt(dataDir)
}

/** The database's bytes and the names of all files beside it. */
function fingerprint() {
  const hash = (name: string) =>
    createHash('sha256')
      .update(fs.readFileSync(path.join(dataDir, name)))
      .digest('hex')
  const files = fs.readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).sort()
  return {
    database: hash('collection.db'),
    log: files.includes('collection.db-wal') && hash('collection.db-wal'),
    files,
  }
}

beforeAll(() => {
  pristine = temporaryFolder('pristine-notes')
  const made = openAt(pristine)
  const definition = {
    kind: 'standard' as const,
    fields: [{ name: 'Word' }, { name: 'Meaning' }],
    templates: [{ name: 'Card', question: '{{Word}}', answer: '{{Meaning}}' }],
    css: '',
  }
  made.transact(null, (writes) => {
    writes.noteTypes.create({ guid: OWN, name: 'Vocabulary', definition })
    return { ok: true, value: undefined }
  })
  made.close()
  dataDir = temporaryFolder('damaged-notes')
  renew()
})
afterAll(() => collection.close())

describe('damaged notes of other programs', () => {
  it.each(Object.entries(KINDS))(
    '%s: refused without a trace, or read into a collection that is whole',
    async (kind, make) => {
      renew()
      let clean = fingerprint()
      let told = 0
      for (let seed = 1; seed <= VARIANTS; seed += 1) {
        const file = make(seed)
        const where = `${kind}, seed ${seed}`
        if (seed % 10 === 0) await surveyFile(collection, file, ORDER, quietPulse)
        const done = await importInto(collection, file, seed % 2 === 0, ORDER, quietPulse)
        const issues = done.ok ? done.value.issues : done.error.code === 'refused' ? done.error.issues : []
        for (const issue of issues) {
          expect(issue.where.file?.startsWith(file.name), where).toBe(true)
          expect(issue.message, where).not.toBe('')
        }
        if (issues.length > 0) told += 1
        if (done.ok) {
          expect(collection.db.pragma('foreign_key_check'), where).toEqual([])
          if (seed % 100 === 0) renew()
          clean = fingerprint()
        } else {
          expect(issues.length, where).toBeGreaterThan(0)
          expect(fingerprint(), where).toEqual(clean)
        }
      }
      expect(told).toBeGreaterThan(0)
    },
    Math.max(60_000, VARIANTS * 100),
  )
})
