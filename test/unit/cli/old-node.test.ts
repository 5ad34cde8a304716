import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ROOT, temporaryFolder } from '../../support/host.ts'

/** Below this the native modules crash or refuse. */
const OLDEST_NODE = 24
const launch = (name: string): string => path.join(ROOT, 'electron', 'launch', name)

interface OldNode {
  readonly what: string
  readonly program: string
  readonly args: readonly string[]
}

/** Every Node on the PATH that is too old; where there is none, this one with the version of another. */
function oldNodes(): OldNode[] {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const found = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .filter((file) => fs.existsSync(file))
    .map((file) => fs.realpathSync(file))
  const real = [...new Set(found)].flatMap((program): OldNode[] => {
    const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim()
    return Number(version.slice(1).split('.')[0]) < OLDEST_NODE ? [{ what: version, program, args: [] }] : []
  })
  const pretend = path.join(temporaryFolder('old-node'), 'pretend.mjs')
  fs.writeFileSync(
    pretend,
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })\n",
  )
  const args = ['--import', pathToFileURL(pretend).href]
  return [...real, { what: 'v20.19.0, pretended', program: process.execPath, args }]
}

describe.each(oldNodes())('on Node $what', ({ program, args }) => {
  it.each([
    ['epoch.mjs', ['status']],
    ['epoch.mjs', ['serve']],
    ['start.mjs', []],
    ['build.mjs', []],
  ])('%s %j ends with one clear line', (script, more) => {
    const dataDir = temporaryFolder('never')
    const ran = spawnSync(program, [...args, launch(script), ...more], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', XDG_DATA_HOME: dataDir, APPDATA: dataDir },
    })
    expect(ran).toMatchObject({ status: 1, signal: null, stdout: '' })
    expect(ran.stderr).toMatch(/^Epoch needs Node 24 or newer, and this is Node \d+\.\d+\.\d+\. .*\n$/)
    expect(fs.readdirSync(dataDir)).toEqual([])
  })
})
