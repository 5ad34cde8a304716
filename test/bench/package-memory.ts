import fs from 'node:fs'
import path from 'node:path'
import { USUAL_CHOICE } from '../../electron/jobs/package/choice.ts'
import { runJob } from '../../electron/jobs/run-job.ts'
import { packageOrder } from '../../electron/services/package-order.ts'
import { openApp } from './context.ts'

/** Prints how many megabytes an import in the worker took at its peak above what the process took before it. */
const [folder = '', name = ''] = process.argv.slice(2)
const app = await openApp(path.join(folder, 'data'))
const file = { name: 'c50k.apkg', bytes: fs.readFileSync(name) }
const { resources, dataDir } = app.context
const order = packageOrder(app.context, USUAL_CHOICE)
const idle = process.memoryUsage.rss()
const done = await runJob({ job: 'import', file, skipBad: false, order }, { worker: resources.worker, dataDir })
if (!done.ok) throw new Error(JSON.stringify(done.error))
// resourceUsage counts in kilobytes.
const peak = process.resourceUsage().maxRSS * 1024
process.stdout.write(String((peak - idle) / 1024 / 1024))
await app.close()
