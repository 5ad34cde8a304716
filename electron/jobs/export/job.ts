import { ok, type Result } from '../../core/result.ts'
import type { ExportLook, ExportReport } from '../../contract/procedures/exports.ts'
import type { Collection } from '../../store/collection.ts'
import type { JobFailure, JobPulse } from '../protocol.ts'
import { exportFile, lookAtExport } from './export-file.ts'
import type { ExportOrder } from './order.ts'

export type ExportJob =
  | { readonly job: 'export-look'; readonly order: ExportOrder }
  | { readonly job: 'export'; readonly order: ExportOrder; readonly target: string }

export interface ExportValues {
  'export-look': ExportLook
  export: ExportReport
}

/** Writes an export, or says what it would hold. */
export async function doExportJob(
  collection: Collection,
  request: ExportJob,
  pulse: JobPulse,
): Promise<Result<ExportValues[keyof ExportValues], JobFailure>> {
  if (request.job === 'export-look') return ok(await lookAtExport(collection, request.order))
  return exportFile(collection, request.order, request.target, pulse)
}
