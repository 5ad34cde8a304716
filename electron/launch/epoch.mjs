import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfStale } from './build.mjs'
import { isFresh, ROOT } from './fresh.mjs'
import { requireNode } from './node-check.mjs'

requireNode()
// Whoever reads our output (head, a pager) may stop early; that is no error.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
const args = process.argv.slice(2)
// Worker threads start from the build; the other commands do without one, and start sooner where there is one.
const THREADED = ['serve', 'export', 'backup', 'restore', 'check']
const needsBuild = THREADED.includes(args[0] ?? '')
const isBuilt = needsBuild ? buildIfStale() : isFresh()
if (needsBuild && !isBuilt) process.exit(1)
const entry = isBuilt ? ['out', 'main', 'cli.js'] : ['electron', 'cli', 'main.ts']
const { main } = await import(pathToFileURL(path.join(ROOT, ...entry)).href)
process.exitCode = await main(args)
