/** Prints an HTML file of our own as a PDF, in a window that nobody sees and in which no script runs. */
import { randomBytes } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { BrowserWindow } from 'electron'
import { BoxwrightError } from '../shared/errors.ts'

/** The PDF appears whole or not at all; the HTML file is removed either way. */
export async function printPdf(html: string, pdf: string): Promise<{ readonly bytes: number }> {
  const unfinished = join(dirname(pdf), `.${basename(pdf)}.${randomBytes(4).toString('hex')}.partial`)
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  })
  try {
    await window.loadFile(html)
    const bytes = await window.webContents.printToPDF({ printBackground: true, pageSize: 'A4' })
    await writeFile(unfinished, bytes)
    await rename(unfinished, pdf)
    return { bytes: bytes.length }
  } catch (error) {
    throw new BoxwrightError('folder-not-writable', `${pdf} cannot be written (${(error as Error).message}).`, {
      path: pdf,
    })
  } finally {
    window.destroy()
    await rm(unfinished, { force: true })
    await rm(html, { force: true })
  }
}
