import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildIfStale } from '../electron/launch/build.mjs'
import { electronBinary, hasDisplay } from '../electron/launch/electron-binary.mjs'
import { ROOT } from '../electron/launch/fresh.mjs'
import { requireNode } from '../electron/launch/node-check.mjs'
import { campaignFiles, campaignTables } from './campaigns.mjs'

const NODE_SUITES = ['unit', 'contract', 'architecture']
const ALL_SUITES = [...NODE_SUITES, 'component', 'security', 'recovery', 'e2e']
const bin = (pkg, file) => path.join(ROOT, 'node_modules', pkg, file)

const totals = { passed: 0, failed: 0 }

/** Runs a script with the Node that runs this one; resolves with the exit code and what it printed. */
function run(args, { show = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } })
    let text = ''
    const take = (chunk) => {
      text += chunk
      if (show) process.stdout.write(chunk)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('close', (code) => resolve({ code: code ?? 1, text }))
  })
}

/** One check of a whole tool: counts as one test. */
async function check(name, args) {
  const started = Date.now()
  const { code, text } = await run(args)
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  if (code === 0) totals.passed += 1
  else {
    totals.failed += 1
    process.stdout.write(text)
  }
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}  ${seconds} s\n`)
}

const checks = {
  lint: () =>
    check('lint', [
      bin('eslint', 'bin/eslint.js'),
      '.',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-location',
      'node_modules/.cache/eslint',
    ]),
  format: () =>
    check('format', [bin('prettier', 'bin/prettier.cjs'), '--check', '.', '--cache', '--log-level', 'warn']),
  node: () => check('types of electron/', [bin('typescript', 'bin/tsc'), '-p', 'electron']),
  renderer: () => check('types of renderer/', [bin('vue-tsc', 'bin/vue-tsc.js'), '-p', 'renderer']),
  test: () => check('types of test/', [bin('vue-tsc', 'bin/vue-tsc.js'), '-p', 'test']),
}

async function inPairs(names) {
  const waiting = [...names]
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) await checks[name]()
  }
  await Promise.all([worker(), worker()])
}

/** Runs test suites by name and adds their tests to the totals. @param files only these, when there are any */
async function suites(names, env = {}, files = []) {
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'epoch-tests-')), 'report.json')
  const args = [
    bin('vitest', 'vitest.mjs'),
    'run',
    '-c',
    'test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
  ]
  const projects = names.flatMap((name) => ['--project', name])
  const { code } = await run([...args, `--outputFile.json=${report}`, ...projects, ...files], { show: true, env })
  if (!fs.existsSync(report)) {
    totals.failed += 1
    return
  }
  const result = JSON.parse(fs.readFileSync(report, 'utf8'))
  totals.passed += result.numPassedTests
  totals.failed += result.numFailedTests
  // A suite that could not be collected fails without a failed test.
  if (code !== 0 && result.numFailedTests === 0) totals.failed += 1
  fs.rmSync(path.dirname(report), { recursive: true })
}

async function desktop() {
  if (!electronBinary() || !hasDisplay()) {
    const why = electronBinary() ? 'there is no display' : "Electron's binary is not on this machine"
    process.stdout.write(`Not run: ${why}, so the real window could not be tested.\n`)
    return
  }
  await suites(['desktop'])
}

/** The tests that have a long form, in their long form; what they did stands in a table at the end. */
async function soak(words) {
  const files = campaignFiles(words)
  const figures = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'epoch-figures-')), 'told.jsonl')
  const names = [...new Set(files.map((file) => file.split('/')[1]))]
  await suites(names, { EPOCH_SOAK: '1', EPOCH_FIGURES: figures }, files)
  process.stdout.write(`${campaignTables(figures)}\n`)
  fs.rmSync(path.dirname(figures), { recursive: true })
}

async function everything() {
  await inPairs(['lint', 'node', 'renderer', 'test', 'format'])
  if (buildIfStale()) await suites(ALL_SUITES)
  else totals.failed += 1
}

requireNode()
const flag = process.argv[2]
if (flag === '--fast') {
  await inPairs(['lint', 'node', 'renderer', 'format'])
  if (buildIfStale()) await suites(NODE_SUITES)
  else totals.failed += 1
} else if (flag === '--soak') {
  if (buildIfStale()) await soak(process.argv.slice(3))
  else totals.failed += 1
} else if (flag === '--desktop') {
  if (buildIfStale()) await desktop()
  else totals.failed += 1
} else if (flag === '--only')
  await inPairs(process.argv.slice(3).flatMap((n) => (n === 'types' ? ['node', 'renderer', 'test'] : [n])))
else await everything()

process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`)
process.exitCode = totals.failed === 0 ? 0 : 1
