/** A screen in memory for machines without one (Linux only). */
import { spawn } from 'node:child_process'
import { adopt } from '../process/children.mjs'
import { StopError } from '../process/stopError.mjs'

/** Calls `work(environment)` with DISPLAY set to a new screen of `size`, which is gone afterwards. */
export async function withVirtualDisplay(environment, work, size = '1600x1000x24') {
  const { server, display } = await startServer(size)
  try {
    return await work({ ...environment, DISPLAY: `:${display}` })
  } finally {
    server.kill()
  }
}

// Xvfb itself looks for a free number and writes it to the file descriptor it is given.
async function startServer(size) {
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp']
  const server = adopt(spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] }))
  let complaint = ''
  server.stderr.setEncoding('utf8').on('data', (chunk) => {
    complaint += chunk
  })
  const display = await new Promise((resolve, reject) => {
    server.stdio[3].setEncoding('utf8').once('data', (number) => resolve(number.trim()))
    server.once('error', (error) => reject(notStarted(error.message)))
    server.once('close', () => reject(notStarted(complaint)))
  })
  return { server, display }
}

const notStarted = (reason) =>
  new StopError(`the virtual display did not start: ${reason.trim()}`, 'check that Xvfb runs (package xvfb).')
