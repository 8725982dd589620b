/**
 * A disk that is full for one process: the system refuses it files beyond a size. Needs no rights and no disk of its own.
 * Linux only, where the limit of a running process can be changed and lifted again.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

export const canFillDisk = process.platform === 'linux'

/** Leaves the process so many more bytes in the largest of these files, of which some may not exist. */
export function fillDisk(pid: number, files: readonly string[], bytesLeft: number): void {
  const largest = Math.max(0, ...files.filter(existsSync).map((file) => statSync(file).size))
  setLimit(pid, String(largest + bytesLeft))
}

export function makeSpace(pid: number): void {
  setLimit(pid, 'unlimited')
}

function setLimit(pid: number, softLimit: string): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${softLimit}:unlimited`])
}
