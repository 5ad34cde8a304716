import type { PdfSaved } from '../contract/procedures/app.ts'
import { ok } from '../core/result.ts'
import type { Context } from './context.ts'
import { conflict, type Served } from './service-error.ts'

/** Saves the page on screen as a PDF, where the host has a window of its own. */
export async function savePdf(context: Pick<Context, 'savePdf'>, name: string): Promise<Served<PdfSaved>> {
  if (!context.savePdf) return ok({ outcome: 'unavailable', path: null })
  const saved = await context.savePdf(name)
  if (!saved.ok) return conflict(saved.error)
  return ok({ outcome: saved.value === null ? 'cancelled' : 'saved', path: saved.value })
}
