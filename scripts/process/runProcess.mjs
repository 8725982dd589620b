import { spawn } from 'node:child_process'
import { adopt } from './children.mjs'

/** Runs a command to its end and keeps what it printed. A command that does not exist gives code 127, as in a shell. */
export function runProcess(command, args, options = {}) {
  const child = adopt(spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, ...options }))
  let output = ''
  const keep = (chunk) => {
    output += chunk
  }
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, output: output + error.message }))
    child.once('close', (code, signal) => resolve({ code: code ?? 1, signal, output }))
  })
}
