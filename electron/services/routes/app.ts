import { ok } from '../../core/result.ts'
import { contentPath } from '../../media/content.ts'
import { savePdf } from '../save-pdf.ts'
import { write, type Context } from '../context.ts'
import { licences } from '../licences.ts'
import { noteReport } from '../notes.ts'
import { api, served, withoutUndefined } from '../serve.ts'
import type { Services } from '../services.ts'
import { diagnostics } from '../status.ts'
import { todayView } from '../today.ts'

/** The app itself: settings, today, events. */
export function appRouter(context: Context, { host, review, exam }: Services) {
  return {
    hello: api.app.hello.handler(() => ({
      version: context.resources.version,
      host: host === 'desktop' ? ('desktop' as const) : ('loopback' as const),
      platform: process.platform,
      dataDir: context.dataDir,
      content: contentPath(context.contentToken),
      schema: context.collection.schema(),
      settings: context.settings.get(),
    })),
    today: api.app.today.handler(() => todayView(context, review, exam)),
    updateSettings: api.app.updateSettings.handler(async ({ input }) => {
      const saved = await write(context, null, (writes) => {
        context.settings.write(writes, withoutUndefined(input))
        return ok(undefined)
      })
      served(saved)
      return context.settings.get()
    }),
    events: api.app.events.handler(({ signal }) => context.events.subscribe(signal)),
    diagnostics: api.app.diagnostics.handler(() => ({ text: diagnostics(context, host) })),
    savePdf: api.app.savePdf.handler(async ({ input }) => served(await savePdf(context, input.name))),
    licences: api.app.licences.handler(() => licences()),
    noteReport: api.app.noteReport.handler(({ input }) => served(noteReport(context, input.noteId))),
  }
}
