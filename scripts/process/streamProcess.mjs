import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { adopt } from './children.mjs'

/** Runs a command whose input and output are ours, and gives its exit code (128 + signal when a signal ended it). */
export function streamProcess(command, args, options = {}) {
  const child = adopt(spawn(command, args, { stdio: 'inherit', ...options }))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}
