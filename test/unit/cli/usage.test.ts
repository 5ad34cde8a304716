import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readArguments, USAGE } from '../../../electron/cli/arguments.ts'
import { epoch } from '../../support/cli.ts'
import { ROOT, temporaryFolder } from '../../support/host.ts'

const read = (line: string) => readArguments(line === '' ? [] : line.split(' '), '/home/me')

describe('the command line', () => {
  it.each([
    ['', 'Which command?'],
    ['fly', 'There is no command "fly".'],
    ['import', 'import needs at least one file.'],
    ['lint', 'lint needs at least one path.'],
    ['status now', 'status takes no "now".'],
    ['form --blueprint aif-c01', 'form needs --blueprint and --seed.'],
    ['form --seed 1', 'form needs --blueprint and --seed.'],
    ['form --blueprint aif-c01 --seed one', '--seed needs a whole number, 0 or more.'],
    ['form --blueprint aif-c01 --seed -1', /--seed/],
    ['form --blueprint aif-c01 --seed 1.5', '--seed needs a whole number, 0 or more.'],
    ['serve --port 0', '--port needs a number from 1 to 65535.'],
    ['serve --port 65536', '--port needs a number from 1 to 65535.'],
    ['status --jsn', /--jsn/],
    ['status --data', /--data/],
  ])('says what is wrong with %j', (line, message) => {
    const result = read(line)
    expect(result.ok).toBe(false)
    const said = result.ok ? '' : result.error
    if (message instanceof RegExp) expect(said).toMatch(message)
    else expect(said).toBe(message)
  })

  it('takes paths from the folder in which it was typed, and keeps how they were typed', () => {
    const result = read('import a.csv ../b.csv /c.csv --data store --json --no-builtin --skip-bad')
    expect(result).toMatchObject({
      ok: true,
      value: {
        command: 'import',
        paths: ['/home/me/a.csv', '/home/b.csv', '/c.csv'].map((file) => path.resolve(file)),
        names: ['a.csv', '../b.csv', '/c.csv'],
        data: path.resolve('/home/me/store'),
        json: true,
        builtin: false,
        skipBad: true,
      },
    })
  })

  it('ends wrong usage with 2 and the help on stderr, help itself with 0', async () => {
    const [wrong, help] = await Promise.all([epoch(['fly', '--json']), epoch(['--help'])])
    expect(wrong).toEqual({ code: 2, stdout: '', stderr: `There is no command "fly".\n\n${USAGE}\n` })
    expect(help).toEqual({ code: 0, stdout: `${USAGE}\n`, stderr: '' })
  })

  it('starts an app by npm start with the same care', () => {
    const start = (...args: string[]) =>
      spawnSync(process.execPath, [path.join(ROOT, 'electron', 'launch', 'start.mjs'), ...args], { encoding: 'utf8' })
    expect(start('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--browser') })
    for (const args of [['--port', 'x'], ['--data'], ['--browser', '--desktop'], ['--fly']]) {
      expect(start(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('--no-open') })
    }
  })
})

describe('the built-in decks', () => {
  it('come in with any command, and a file with an error is told with its line while the others come in', async () => {
    const root = linkedProgram({
      'good/deck.yaml':
        'format: epoch-deck/1\nid: good\ndeck: Good\nnotes:\n  - id: a\n    kind: basic\n    front: x\n    back: y\n',
      'good/broken.yaml':
        'format: epoch-deck/1\nid: broken\ndeck: Broken\nnotes:\n  - id: a\n    kind: basic\n    front: x\n',
    })
    const data = temporaryFolder('data')
    const ran = await run(root, ['status', '--json', '--data', data])
    expect(ran.status).toBe(0)
    expect(JSON.parse(ran.stdout)).toMatchObject({ decks: 1, notes: 1 })
    expect(ran.stderr).toMatch(/^good\/broken\.yaml:5:\d+: error: .*back/)
    const without = await run(root, ['status', '--json', '--no-builtin', '--data', temporaryFolder('data')])
    expect(JSON.parse(without.stdout)).toMatchObject({ decks: 0, notes: 0 })
    expect(without.stderr).toBe('')
  })

  const LINKS = ['--preserve-symlinks', '--preserve-symlinks-main']

  /** This program by links, with other decks beside it. */
  function linkedProgram(decks: Record<string, string>): string {
    const root = temporaryFolder('program')
    for (const name of ['electron', 'node_modules'])
      fs.symlinkSync(path.join(ROOT, name), path.join(root, name), 'junction')
    fs.copyFileSync(path.join(ROOT, 'package.json'), path.join(root, 'package.json'))
    for (const [name, text] of Object.entries(decks)) {
      const file = path.join(root, 'decks', name)
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, text)
    }
    return root
  }

  async function run(root: string, args: string[]) {
    const script = path.join(root, 'electron', 'launch', 'epoch.mjs')
    return spawnSync(process.execPath, [...LINKS, script, ...args], { encoding: 'utf8', cwd: root })
  }
})
