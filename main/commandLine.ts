/** `boxwright COMMAND …` of the installed application: the command line's own program, with this terminal. */
import { spawnSync } from 'node:child_process'
import { engineFile, engineNode } from './engineNode.ts'

/** A command is a plain word; projects have an extension and options a dash. */
export function isCommand(args: readonly string[]): boolean {
  return /^[a-z]+$/.test(args[0] ?? '')
}

/** @returns the exit code */
export function runCommand(appFolder: string, args: readonly string[]): number {
  const { execPath, environment } = engineNode(appFolder)
  // Root has to tell Electron that it does without the sandbox; the command line has none.
  const own = args.filter((arg) => arg !== '--no-sandbox')
  const { status, error } = spawnSync(execPath, [engineFile(appFolder, 'cli.mjs'), ...own], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  if (error) console.error(`boxwright: the command line cannot be started (${error.message})`)
  return status ?? 1
}
