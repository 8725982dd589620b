/** What the command line asks of the window. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

export type Arguments = {
  /** Project to open. */
  readonly open: string | null
  /** Other files and folders, to be taken as if they were dropped on the window. */
  readonly paths: readonly string[]
  readonly demo: boolean
  readonly unattended: boolean
  /** Folder for the report and the pictures of an unattended run. */
  readonly out: string
}

type Place = {
  /** What relative paths are relative to. */
  readonly workingFolder: string
  /** In a checkout the application's own folder is among the arguments. */
  readonly appFolder: string
}

/** @param args without the program */
export function parseArguments(args: readonly string[], { workingFolder, appFolder }: Place): Arguments {
  const outAt = args.indexOf('--out')
  const named = args
    .filter((arg, index) => !arg.startsWith('-') && (outAt < 0 || index !== outAt + 1))
    .map((arg) => resolve(workingFolder, arg))
    .filter((path) => path !== resolve(appFolder))
  const projects = named.filter((path) => /\.boxwright$/i.test(path))
  return {
    open: projects[0] ?? null,
    paths: named.filter((path) => path !== projects[0] && existsSync(path)),
    demo: args.includes('--demo'),
    unattended: args.includes('--unattended'),
    out: resolve(workingFolder, outAt >= 0 ? (args[outAt + 1] ?? 'demo-report') : 'demo-report'),
  }
}
