import { app, BrowserWindow, dialog } from 'electron'
import fs from 'node:fs/promises'
import path from 'node:path'
import { fail, ok } from '../core/result.ts'
import type { SavePdf } from '../services/context.ts'

/** What the system says when a file cannot be written, for a person. */
function reasonOf(error: unknown): string {
  return `The file could not be written: ${error instanceof Error ? error.message : String(error)}`
}

/** Asks where, and saves the page of the one window as it would be printed: by a rename, so that a file is whole. */
export const savePdf: SavePdf = async (name) => {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) return ok(null)
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(app.getPath('documents'), `${name}.pdf`),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  })
  if (canceled || !filePath) return ok(null)
  const bytes = await window.webContents.printToPDF({
    pageSize: 'A4',
    preferCSSPageSize: true,
    generateTaggedPDF: true,
  })
  try {
    await fs.writeFile(`${filePath}.new`, bytes)
    await fs.rename(`${filePath}.new`, filePath)
    return ok(filePath)
  } catch (error) {
    await fs.rm(`${filePath}.new`, { force: true })
    return fail(reasonOf(error))
  }
}
