import type { TableChoice } from '../../electron/contract/procedures/import-choice.ts'
import type { Collection } from '../../electron/store/collection.ts'
import { memFile } from '../fixtures/pickle.ts'
import { makeZip } from '../fixtures/zip.ts'
import { testDamaged, variantsOf, type Damage } from '../support/damaged.ts'
import { mutated } from '../support/mutations.ts'

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

const packed = (damage: 'list' | 'archive') => (seed: number) => {
  const list = damage === 'list' ? mutated(Buffer.from(SHARED), seed) : SHARED
  const bytes = makeZip([{ name: 'cards.xml', data: list }])
  return { name: 'shared.cards', bytes: damage === 'archive' ? mutated(bytes, seed) : bytes }
}

const ITEMS = SEVERAL.map((at) => ({
  id: `a${at}`,
  q: `question ${at} <b>x</b> 食`,
  a: 'answer',
  cat: `category ${at % 3}`,
  learned: { grade: 4, easiness: 2.3, acq_reps: 1, ret_reps: at, lapses: 1, last_rep: 380, next_rep: 390 + at },
}))

const KINDS: Record<string, Damage> = {
  'a table as it suggests itself': variantsOf('words.csv', `question,answer,tags,x\n${ROWS}`),
  'a table with tabs': variantsOf('words.tsv', ROWS.replaceAll(',', '\t')),
  'a table read as chosen': variantsOf('words.csv', ROWS, { table: CHOICE }),
  'a table for a note type': variantsOf('words.csv', ROWS, {
    table: { ...CHOICE, type: OWN, columns: [0, 1, 'tags', 'guid'] },
  }),
  'a table in another encoding': variantsOf('words.csv', ROWS, {
    table: { ...CHOICE, encoding: 'shift_jis', html: false },
  }),
  'an Anki text for a note type': variantsOf('notes.txt', ANKI),
  'notes in Markdown': variantsOf('notes.md', MARKDOWN),
  'questions and answers of SuperMemo': variantsOf('notes.txt', PAIRS),
  'XML of SuperMemo': variantsOf('notes.xml', SUPERMEMO),
  'XML of Mnemosyne': variantsOf('notes.xml', MNEMOSYNE),
  'a collection of Mnemosyne, as text': variantsOf('default.mem', memFile(ITEMS, 1_761_102_000, 0)),
  'a collection of Mnemosyne, as bytes': variantsOf('default.mem', memFile(ITEMS, 1_761_102_000, 2)),
  'the list of shared cards': packed('list'),
  'the archive of shared cards': packed('archive'),
}

/** A note type of one's own, which tables and Anki's texts name. */
function addNoteType(collection: Collection): void {
  const definition = {
    kind: 'standard' as const,
    fields: [{ name: 'Word' }, { name: 'Meaning' }],
    templates: [{ name: 'Card', question: '{{Word}}', answer: '{{Meaning}}' }],
    css: '',
  }
  collection.transact(null, (writes) => {
    writes.noteTypes.create({ guid: OWN, name: 'Vocabulary', definition })
    return { ok: true, value: undefined }
  })
}

testDamaged('damaged notes of other programs', KINDS, { prepare: addNoteType, told: 0 })
