import fs from 'node:fs'
import path from 'node:path'
import { ROOT } from '../electron/launch/fresh.mjs'

/** The modules that a test with a long form takes its number of rounds from. */
const ROUNDS = /support\/(?:campaign|damaged|kills|mutations)\.ts'/

/**
 * The test files that have a long form, which `npm run test:soak` runs in full.
 * @param {readonly string[]} words only files whose path holds one of these; all without any
 * @returns {string[]} paths from the root of the project
 */
export function campaignFiles(words = []) {
  return fs
    .readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => `test/${name.split(path.sep).join('/')}`)
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => ROUNDS.test(fs.readFileSync(path.join(ROOT, name), 'utf8')))
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
    .sort()
}

/**
 * What the campaigns told, as a table a campaign.
 * @param {string} file lines of JSON, as test/support/campaign.ts writes them
 * @returns {string} empty when nothing was told
 */
export function campaignTables(file) {
  if (!fs.existsSync(file)) return ''
  const told = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
  return [...new Set(told.map(({ campaign }) => campaign))]
    .map((campaign) =>
      tableOf(
        campaign,
        told.filter((one) => one.campaign === campaign),
      ),
    )
    .join('\n')
}

function tableOf(campaign, rows) {
  const columns = [...new Set(rows.flatMap(({ counts }) => Object.keys(counts)))]
  const sum = (column) => rows.reduce((all, { counts }) => all + (counts[column] ?? 0), 0)
  const cells = [
    [campaign, ...columns],
    ...rows.map(({ what, counts }) => [what, ...columns.map((column) => String(counts[column] ?? '–'))]),
    ['in all', ...columns.map((column) => String(sum(column)))],
  ]
  const widths = [campaign, ...columns].map((_, at) => Math.max(...cells.map((row) => row[at].length)))
  const line = (row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ')
  return `\n${cells.map(line).join('\n')}\n`
}
