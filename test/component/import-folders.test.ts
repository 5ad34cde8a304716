import { describe, expect, it } from 'vitest'
import { droppedFiles } from '../../renderer/src/views/import/dropped.ts'
import { folderWords } from '../../renderer/src/views/import/words.ts'

/** A file by its text, a folder by what is in it, null for one that cannot be read. */
type Tree = string | { readonly [name: string]: Tree } | null

/** As the browser hands out what was dropped: folders in parts of two, and asked again for an empty part. */
function entry(name: string, tree: Tree, path = `/${name}`): object {
  const base = { name, fullPath: path }
  if (typeof tree === 'string')
    return { ...base, isFile: true, file: (found: (file: File) => void) => found(new File([tree], name)) }
  const gone = (_found: unknown, failed: (error: Error) => void) => failed(new Error('gone'))
  if (tree === null) return { ...base, isFile: true, file: gone }
  const createReader = () => {
    const inside = Object.entries(tree).map(([inner, of]) => entry(inner, of, `${path}/${inner}`))
    return { readEntries: (found: (part: object[]) => void) => found(inside.splice(0, 2)) }
  }
  return { ...base, isDirectory: true, createReader }
}

function transfer(trees: Readonly<Record<string, Tree>>): DataTransfer {
  const items = Object.entries(trees).map(([name, tree]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entry(name, tree),
  }))
  const files = Object.keys(trees).map((name) => new File([''], name))
  return { items: [{ kind: 'string' }, ...items], files } as unknown as DataTransfer
}

async function drop(trees: Readonly<Record<string, Tree>>) {
  const dropped = await droppedFiles(transfer(trees))
  return { names: dropped.files.map(({ name }) => name), words: folderWords(dropped), dropped }
}

describe('a dropped folder', () => {
  it('gives the files in it that can be imported, in order, and says how many are left', async () => {
    const folder = { 'b.csv': 'b', 'a.apkg': 'a', 'photo.png': '', '.hidden': '', deep: { 'c.MD': 'c' }, empty: {} }
    expect(await drop({ Biology: folder })).toMatchObject({
      names: ['a.apkg', 'b.csv', 'c.MD'],
      words: '1 other file in the folder was left out.',
    })
  })

  it('keeps files of one name in different folders apart', async () => {
    const made = await drop({ All: { one: { 'x.csv': '1' }, two: { 'x.csv': '2' } }, 'x.csv': '3' })
    expect(made.names).toEqual(['x.csv', 'two x.csv', '2 x.csv'])
    expect(await made.dropped.files[1]?.text()).toBe('2')
  })

  it('with nothing to import says so, and one that cannot be read is left', async () => {
    const nothing = 'There is no file in this folder that can be imported.'
    expect(await drop({ Photos: { 'a.png': '' } })).toMatchObject({ names: [], words: nothing })
    expect(await drop({ Gone: { 'a.csv': null, 'b.csv': '' } })).toMatchObject({
      names: ['b.csv'],
      words: '1 other file in the folder was left out.',
    })
  })

  it('is read to a bound of files and of depth', async () => {
    const many = Object.fromEntries(Array.from({ length: 230 }, (_, at) => [`${1000 + at}.csv`, '']))
    const made = await drop({ Many: many })
    expect([made.names.length, made.names[0], made.words]).toEqual([
      200,
      '1000.csv',
      '30 other files in the folder were left out.',
    ])
    let deep: Tree = { 'deep.csv': '' }
    for (let at = 0; at < 20; at += 1) deep = { down: deep }
    expect((await drop({ Deep: deep })).names).toEqual([])
  })

  it('files without a folder are taken as they are, of whatever kind', async () => {
    expect(await drop({ 'a.png': '', 'b.csv': '' })).toMatchObject({ names: ['a.png', 'b.csv'], words: null })
  })
})
