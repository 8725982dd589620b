/** What the command line asks of the window. */
import { resolve } from 'node:path'

export type Arguments = {
  /** Project to open. */
  readonly open: string | null
  readonly demo: boolean
  readonly unattended: boolean
  /** Folder for the report and the pictures of an unattended run. */
  readonly out: string
}

/** @param args without the program, and without the application's folder in a checkout */
export function parseArguments(args: readonly string[], workingFolder: string): Arguments {
  const outAt = args.indexOf('--out')
  const project = args.find((arg) => /\.boxwright$/i.test(arg) && !arg.startsWith('-'))
  return {
    open: project ? resolve(workingFolder, project) : null,
    demo: args.includes('--demo'),
    unattended: args.includes('--unattended'),
    out: resolve(workingFolder, outAt >= 0 ? (args[outAt + 1] ?? 'demo-report') : 'demo-report'),
  }
}
