/** The processes that the studio starts. */
import { execFileSync } from 'node:child_process'

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
