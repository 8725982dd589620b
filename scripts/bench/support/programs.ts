/** Programs beside the benchmark: rivals, and steps of ours that run in a process of their own. */
import { execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

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

export type Partner = {
  /** @returns the line that it answers */
  readonly ask: (line: string) => Promise<string>
  readonly end: () => void
}

/** A program that answers each line with one of its own. Its first line says that it is ready. */
export async function startPartner(program: string, args: readonly string[], env = process.env): Promise<Partner> {
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`${program} ${args[0]} ended early`)
    return value
  }
  await next()
  return {
    ask: (line) => {
      child.stdin.write(`${line}\n`)
      return next()
    },
    end: () => child.stdin.end(),
  }
}
