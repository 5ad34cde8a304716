import type { Context } from './context.ts'
import { appRouter } from './routes/app.ts'
import { backupsRouter } from './routes/backups.ts'
import { browseRouter } from './routes/browse.ts'
import { cardsRouter } from './routes/cards.ts'
import { collectionRouter } from './routes/collection.ts'
import { editorRouter } from './routes/editor.ts'
import { examRouter } from './routes/exam.ts'
import { exportsRouter } from './routes/exports.ts'
import { optimiseRouter } from './routes/optimise.ts'
import { planRouter } from './routes/plan.ts'
import { presetsRouter } from './routes/presets.ts'
import { reportRouter } from './routes/report.ts'
import { reviewRouter } from './routes/review.ts'
import { statisticsRouter } from './routes/statistics.ts'
import { studyRouter } from './routes/study.ts'
import { api } from './serve.ts'
import type { Services } from './services.ts'

/** The one router that implements the contract; every host serves it. */
export function createRouter(context: Context, services: Services) {
  return api.router({
    app: appRouter(context, services),
    ...collectionRouter(context, services),
    ...browseRouter(context, services),
    ...editorRouter(context, services),
    presets: presetsRouter(context),
    optimise: optimiseRouter(context, services),
    plan: planRouter(services),
    cards: cardsRouter(context),
    review: reviewRouter(context, services),
    exam: examRouter(context, services),
    ...reportRouter(context),
    study: studyRouter(services),
    statistics: statisticsRouter(context, services),
    backups: backupsRouter(services),
    exports: exportsRouter(services),
  })
}

export type Router = ReturnType<typeof createRouter>
