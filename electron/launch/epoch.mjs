import { buildIfStale } from './build.mjs'
import { requireNode } from './node-check.mjs'

requireNode()
// Whoever reads our output (head, a pager) may stop early; that is no error.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
const args = process.argv.slice(2)
// Worker threads start from the build; the other commands do without them.
const THREADED = ['serve', 'export', 'backup', 'restore', 'check']
if (THREADED.includes(args[0] ?? '') && !buildIfStale()) process.exit(1)
const { main } = await import('../cli/main.ts')
process.exitCode = await main(args)
