import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MEDIUM_BYTES } from '../../../electron/contract/procedures/editor.ts'
import { readFile } from '../../../electron/media/store.ts'
import { pngOf, wavOf } from '../../fixtures/templates.ts'
import { makeApp, type TestApp } from '../../support/app.ts'

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
})
afterEach(() => test.close())

const RED = pngOf(3, 3, [255, 0, 0])
const BLUE = pngOf(3, 3, [0, 0, 255])
const add = (name: string, bytes: Uint8Array) =>
  test.client.editor.addMedium({ file: new File([new Uint8Array(bytes)], name) })

describe('adding media', () => {
  it('keeps bytes once, under a name that needs no escape and tells what it is', async () => {
    const first = await add('my [leaf] (1).JPG', RED)
    expect(first).toEqual({ name: 'my-leaf-1-.JPG.png', kind: 'image', size: RED.length, known: false })
    expect(await add('another.png', RED)).toMatchObject({ name: first.name, known: true })
    const { collection } = test.app.context
    const row = collection.media.get(first.name)
    expect(row && readFile(test.dataDir, row.hash)?.equals(RED)).toBe(true)
    expect(collection.media.count()).toBe(1)
  })

  it('gives a file with the name of another one a name beside it', async () => {
    expect((await add('image.png', RED)).name).toBe('image.png')
    expect((await add('image.png', BLUE)).name).toMatch(/^image-[0-9a-f]{12}\.png$/)
  })

  it('composes names, and lets none lead into a folder', async () => {
    expect((await add('e\u0301.png', RED)).name).toBe('\u00e9.png')
    expect((await add('../../etc/passwd', BLUE)).name).toBe('passwd.png')
    expect((await add('con.wav', wavOf(0.1))).name).toBe('con_.wav')
  })

  it('refuses what is no image or sound, and what is too large', async () => {
    const script = new TextEncoder().encode('<html><script>alert(1)</script>')
    await expect(add('x.png', script)).rejects.toMatchObject({ code: 'INVALID' })
    await expect(add('empty.png', new Uint8Array())).rejects.toMatchObject({ code: 'INVALID' })
    const large = new Uint8Array(MEDIUM_BYTES + 1)
    await expect(add('large.png', large)).rejects.toMatchObject({
      data: { issues: [{ code: 'too-large', where: { file: 'large.png' } }] },
    })
    expect(test.app.context.collection.media.count()).toBe(0)
  })
})

describe('pasted HTML', () => {
  const paste = (html: string) => test.client.editor.fromHtml({ html })

  it('becomes Markdown; scripts go, nothing is fetched', async () => {
    const html = '<p><b>Loss</b> is <code>x</code></p><script>fetch("https://a.example")</script><ul><li>one</li></ul>'
    expect(await paste(html)).toEqual({ markdown: '**Loss** is `x`\n\n- one', leftOut: 0 })
    const remote = await paste('see <img src="https://a.example/x.png" alt="a curve">')
    expect(remote.leftOut).toBe(1)
    expect(remote.markdown).not.toContain('https://')
  })

  it('keeps the pictures that are written into it', async () => {
    const source = `data:image/png;base64,${Buffer.from(RED).toString('base64')}`
    const { markdown, leftOut } = await paste(`a <img alt="dot" src="${source}">`)
    expect({ markdown, leftOut }).toEqual({ markdown: 'a ![dot](pasted.png)', leftOut: 0 })
    expect(await paste(`<img src="http://127.0.0.1/content/tok/media/pasted.png">`)).toEqual({
      markdown: '![](pasted.png)',
      leftOut: 0,
    })
  })
})

describe('unsaved work', () => {
  it('is listed with its instant, replaced, and passed over when its note is gone', async () => {
    const { deckId } = await test.client.decks.create({ name: 'D', parentId: null })
    const content = { kind: 'basic', front: 'F', back: 'B' } as const
    const { noteId } = await test.client.notes.create({ deckId, note: { content, tags: [] } })
    await test.client.drafts.put({ key: `note:${noteId}`, content: { front: 'a' } })
    test.clock.pass(10)
    await test.client.drafts.put({ key: 'new', content: { front: 'b' } })
    await test.client.drafts.put({ key: 'new', content: { front: 'c' } })
    expect((await test.client.drafts.list()).map(({ key }) => key)).toEqual(['new', `note:${noteId}`])
    expect(await test.client.drafts.get({ key: 'new' })).toMatchObject({ content: { front: 'c' } })
    await test.client.notes.remove({ noteId })
    expect((await test.client.drafts.list()).map(({ key }) => key)).toEqual(['new'])
    expect((await test.client.history.undo()).name).toBe('Delete note')
  })
})

describe('unsaved work on note types', () => {
  it('is passed over when its note type is gone', async () => {
    const definition = {
      kind: 'standard' as const,
      fields: [{ name: 'Word' }],
      templates: [{ name: 'Card 1', question: '{{Word}}', answer: '{{Word}}' }],
      css: '',
    }
    const { guid } = await test.client.noteTypes.create({ name: 'Words', definition })
    await test.client.drafts.put({ key: 'type:new', content: { draft: { name: 'A' } } })
    test.clock.pass(10)
    await test.client.drafts.put({ key: `type:${guid}`, content: { draft: { name: 'B' } } })
    const keys = async () => (await test.client.drafts.list()).map(({ key }) => key)
    expect(await keys()).toEqual([`type:${guid}`, 'type:new'])
    await test.client.history.undo()
    expect(await keys()).toEqual(['type:new'])
    await test.client.drafts.drop({ key: 'type:new' })
    expect(await keys()).toEqual([])
  })
})

describe('notes that begin alike', () => {
  it('are found whatever their case, accents and markup; exam questions are no doubles of cards', async () => {
    test.addNotes('D', [
      { id: 'a', kind: 'basic', front: 'What is *Pokémon*?', back: 'x' },
      { id: 'b', kind: 'basic', front: 'What is Pokémon called in Japan?', back: 'x' },
    ])
    const ask = (kind: 'basic' | 'ordering', text: string) =>
      test.client.editor.similar({ kind, text, noteType: null, noteId: null })
    expect((await ask('basic', 'what is pokemon')).map(({ text }) => text)).toEqual(['What is Pokémon?'])
    expect(await ask('basic', 'what is')).toEqual([])
    expect(await ask('basic', '')).toEqual([])
    expect(await ask('ordering', 'what is pokemon')).toEqual([])
  })
})

describe('what stands beside a note', () => {
  it('is set and kept by itself', async () => {
    const { deckId } = await test.client.decks.create({ name: 'D', parentId: null })
    const content = { kind: 'basic', front: 'F', back: 'B' } as const
    const about = {
      objective: '1.1.3',
      beyond: null,
      services: ['bedrock'],
      references: [{ title: 'Guide', url: 'https://aws.amazon.com/' }],
      verifiedOn: '2026-11-01',
    }
    const { noteId } = await test.client.notes.create({ deckId, note: { content, tags: [], about } })
    await test.client.notes.update({ noteId, note: { content: { ...content, back: 'C' }, tags: ['t'] } })
    const { objective, services, references, verifiedOn, tags } = await test.client.notes.get({ noteId })
    expect({ objective, services, references, verifiedOn, beyond: null }).toEqual(about)
    expect(tags).toEqual(['t'])
  })

  it('a preview draws other numbers for another seed', async () => {
    const content = {
      kind: 'computed' as const,
      prompt: 'Twice {{n}}?',
      variables: { n: { min: 1, max: 999, step: 1 } },
      answer: 'n * 2',
      decimals: 0,
      tolerance: 0,
      steps: ['{{n}}'],
    }
    const draw = (seed: number) => test.client.notes.preview({ note: { content, tags: [] }, seed })
    expect(await draw(1)).toEqual(await draw(1))
    expect(await draw(1)).not.toEqual(await draw(2))
  })
})
