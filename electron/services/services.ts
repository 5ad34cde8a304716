import type { Context } from './context.ts'
import { BackupService, type OpenFolder } from './backups.ts'
import { ExamService } from './exam.ts'
import { ExportService } from './exports.ts'
import { FilteredStudy } from './filtered-study.ts'
import { ImportService } from './imports.ts'
import { OptimiseService } from './optimise.ts'
import { OutlineService } from './outline.ts'
import { PlanService } from './plan/service.ts'
import { ReviewService } from './review.ts'
import { SearchService } from './search.ts'
import { StatisticsService } from './statistics.ts'
import type { HostName } from './app.ts'

/** The services that hold state between calls; the others are functions of the context. */
export interface Services {
  readonly host: HostName
  readonly review: ReviewService
  readonly study: FilteredStudy
  readonly exam: ExamService
  readonly plan: PlanService
  readonly imports: ImportService
  readonly exports: ExportService
  readonly optimise: OptimiseService
  readonly searches: SearchService
  readonly outline: OutlineService
  readonly statistics: StatisticsService
  readonly backups: BackupService
}

/** Makes the services of a collection. */
export function createServices(context: Context, host: HostName, openFolder: OpenFolder | null = null): Services {
  const exam = new ExamService(context)
  const review = new ReviewService(context)
  const searches = new SearchService(context)
  return {
    host,
    review,
    study: new FilteredStudy(context, review, searches),
    exam,
    plan: new PlanService(context),
    imports: new ImportService(context),
    exports: new ExportService(context),
    optimise: new OptimiseService(context),
    searches,
    outline: new OutlineService(context),
    statistics: new StatisticsService(context),
    backups: new BackupService(context, openFolder, () => exam.sitting.settle()),
  }
}
