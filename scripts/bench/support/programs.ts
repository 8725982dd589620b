/** Programs beside the benchmark: rivals, and steps of ours that run in a process of their own. */
import { execFileSync } from 'node:child_process'

export type ProgramOptions = {
  readonly cwd?: string
  /** What it reads from standard input. */
  readonly input?: string
}

const mostBytes = 2 ** 30

/** @returns the JSON in the last line that it prints */
export function answerOf(program: string, args: readonly string[], options: ProgramOptions = {}): unknown {
  const output = execFileSync(program, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: mostBytes,
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'inherit'],
  })
  return JSON.parse(output.trim().split('\n').at(-1)!)
}
