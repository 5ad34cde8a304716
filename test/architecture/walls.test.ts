import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { parse } from 'vue/compiler-sfc'

const root = path.resolve(import.meta.dirname, '..', '..')

/** Which rooms of electron/ a room may import besides itself. */
const MAY_IMPORT: Record<string, string[]> = {
  contract: [],
  core: ['contract'],
  importers: ['contract', 'core'],
  exporters: ['contract', 'core', 'importers'],
  store: ['contract', 'core'],
  media: ['contract', 'core'],
  jobs: ['contract', 'core', 'store', 'importers', 'exporters', 'media'],
  services: ['contract', 'core', 'store', 'importers', 'exporters', 'media', 'jobs'],
  desktop: ['contract', 'core', 'media', 'services'],
  loopback: ['contract', 'core', 'media', 'services'],
  cli: ['contract', 'core', 'importers', 'services', 'loopback', 'media'],
  launch: ['cli'],
  build: ['contract', 'core', 'importers', 'store'],
}

/** Packages that a room may import; rooms that are not listed may import any dependency but electron. */
const PACKAGES: Record<string, RegExp> = {
  contract: /^(zod|@orpc\/contract)$/,
  core: /^(ts-fsrs|zod)$/,
}

function sources(folder: string, endings = /\.(ts|vue|mjs|css)$/): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !file.includes('/out/') && !file.includes('node_modules'))
}

function script(file: string): string {
  const text = fs.readFileSync(path.join(root, file), 'utf8')
  if (!file.endsWith('.vue')) return text
  const { descriptor } = parse(text)
  return `${descriptor.script?.content ?? ''}\n${descriptor.scriptSetup?.content ?? ''}`
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')
}

function syntax(file: string): ts.SourceFile {
  return ts.createSourceFile(file, script(file), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
}

function imports(file: string): string[] {
  return ts.preProcessFile(script(file), true, true).importedFiles.map((found) => found.fileName)
}

const code = ['electron', 'renderer', 'test'].flatMap((folder) => sources(folder))

describe('the walls between rooms', () => {
  it('lets a room of electron/ import only the rooms it may', () => {
    const broken = sources('electron', /\.(ts|mjs)$/).flatMap((file) => {
      const room = file.split('/')[1] ?? ''
      return imports(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => path.posix.join(path.posix.dirname(file), name))
        .filter((target) => target.startsWith('electron/') && target.split('/')[1] !== room)
        .filter((target) => !(MAY_IMPORT[room] ?? []).includes(target.split('/')[1] ?? ''))
        .map((target) => `${file} imports ${target}`)
    })
    expect(broken).toEqual([])
  })

  it('keeps the renderer to contract/', () => {
    const broken = sources('renderer', /\.(ts|vue)$/).flatMap((file) =>
      imports(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => path.posix.join(path.posix.dirname(file), name))
        .filter((target) => !target.startsWith('renderer/') && !target.startsWith('electron/contract/'))
        .map((target) => `${file} imports ${target}`),
    )
    expect(broken).toEqual([])
  })

  it('imports electron in desktop/ only, and few packages in the pure rooms', () => {
    const broken = sources('electron', /\.(ts|mjs)$/).flatMap((file) => {
      const room = file.split('/')[1] ?? ''
      return imports(file)
        .filter((name) => !name.startsWith('.'))
        .filter((name) =>
          /^electron(\/|$)/.test(name) ? room !== 'desktop' : PACKAGES[room] && !PACKAGES[room].test(name),
        )
        .map((name) => `${file} imports ${name}`)
    })
    expect(broken).toEqual([])
  })

  it('opens databases in store/, and where those of Anki are read and written, since they are what its packages hold', () => {
    const allowed = /^electron\/(?:store|(?:importers|exporters)\/anki-package)\//
    const broken = sources('electron', /\.(ts|mjs)$/)
      .filter((file) => !allowed.test(file))
      .filter((file) => imports(file).includes('better-sqlite3'))
    expect(broken).toEqual([])
  })

  it('keeps clock, chance and environment out of core/', () => {
    const banned = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bperformance\.|\bresolvedOptions\(/
    const broken = sources('electron/core', /\.ts$/).filter((file) => banned.test(withoutComments(script(file))))
    expect(broken).toEqual([])
  })
})

describe('sizes', () => {
  it('has no file above 400 lines', () => {
    const long = code.filter((file) => fs.readFileSync(path.join(root, file), 'utf8').split('\n').length > 401)
    expect(long).toEqual([])
  })

  it('has no function above 60 lines', () => {
    const long = code
      .filter((file) => /\.(ts|vue|mjs)$/.test(file))
      .flatMap((file) => longFunctions(syntax(file)).map((where) => `${file}: ${where}`))
    expect(long).toEqual([])
  })

  it('keeps the median code file under 110 lines', () => {
    const lengths = code
      .filter((file) => !file.startsWith('test/'))
      .map((file) => fs.readFileSync(path.join(root, file), 'utf8').split('\n').length)
      .sort((a, b) => a - b)
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(110)
  })
})

describe('types', () => {
  it('uses no any and silences no checker', () => {
    const broken = code
      .filter((file) => /\.(ts|vue)$/.test(file) && file !== 'test/architecture/walls.test.ts')
      .filter((file) => usesAny(syntax(file)) || /@ts-(ignore|nocheck|expect-error)/.test(script(file)))
    expect(broken).toEqual([])
  })
})

function usesAny(node: ts.Node): boolean {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return true
  return ts.forEachChild(node, (child) => usesAny(child) || undefined) ?? false
}

function isDescribe(node: ts.Node): boolean {
  const call = node.parent
  return ts.isCallExpression(call) && /^describe\b/.test(call.expression.getText())
}

function longFunctions(file: ts.SourceFile): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && !isDescribe(node)) {
      const start = file.getLineAndCharacterOfPosition(node.getStart(file)).line
      const end = file.getLineAndCharacterOfPosition(node.getEnd()).line
      if (end - start + 1 > 60) found.push(`line ${start + 1}, ${end - start + 1} lines`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}
