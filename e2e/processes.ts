/** The processes that the studio starts. */
import { type ChildProcess, execFileSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'

/** Processes below a process whose command line holds the text. */
export function processesBelow(pid: number, text: string): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' }).split('\n').slice(1)
  const all = lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((match) => (match ? [{ pid: Number(match[1]), parent: Number(match[2]), args: match[3]! }] : []))
  const below = (parent: number): typeof all =>
    all.filter((entry) => entry.parent === parent).flatMap((entry) => [entry, ...below(entry.pid)])
  return below(pid)
    .filter(({ args }) => args.includes(text))
    .map((entry) => entry.pid)
}

/** Kills a process that Playwright started, and all below it, in one moment: none can end politely because another one is gone. */
export async function killWithAll(child: ChildProcess): Promise<void> {
  const all = processesBelow(child.pid!, '')
  const ended = new Promise((resolve) => child.once('exit', resolve))
  // Each application that Playwright starts leads a group of its own.
  process.kill(-child.pid!, 'SIGKILL')
  await ended
  while (all.some(isRunning)) await pause(5)
}

function isRunning(pid: number): boolean {
  try {
    return !/^\s*Z/.test(execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }))
  } catch {
    // ps ends with an error when there is no such process.
    return false
  }
}
