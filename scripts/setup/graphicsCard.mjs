/** Whether to bring the CUDA build of TensorFlow: asked once on a terminal where an NVIDIA card is, or told by --gpu and --cpu. */
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { runProcess } from '../process/runProcess.mjs'
import { readNote, writeNote } from './note.mjs'
import { hasTensorflow, isTensorflowAvailable } from './tensorflow.mjs'

/** Gives true when the CUDA build is wanted. */
export async function wantsCuda({ cache, gpu, log }) {
  if (!isTensorflowAvailable('gpu')) return refuse(gpu, log)
  const note = join(cache, 'cuda-choice.json')
  if (gpu !== undefined) return remember(note, gpu)
  if (hasTensorflow(cache, 'gpu')) return true
  const earlier = readNote(note)
  if (earlier) return earlier.wanted
  const cards = await nvidiaCards()
  if (cards.length === 0) return false
  if (process.stdin.isTTY && process.stdout.isTTY) return remember(note, await ask(cards))
  log(`an NVIDIA card is present (${cards.join(', ')}): npm run setup -- --gpu brings the CUDA build for it`)
  return false
}

function refuse(gpu, log) {
  if (gpu) log('TensorFlow has no CUDA build for this platform; training uses the processor')
  return false
}

function remember(note, wanted) {
  writeNote(note, { wanted })
  return wanted
}

async function nvidiaCards() {
  const { code, output } = await runProcess('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'])
  return code === 0 ? output.trim().split('\n').filter(Boolean) : []
}

async function ask(cards) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // readline keeps Ctrl+C to itself.
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  const answer = await terminal.question(
    `Found ${cards.join(', ')}. Training on it needs the CUDA build: 3.4 GB to download, 5.3 GB on disk. Bring it? [Y/n] `,
  )
  terminal.close()
  return !/^n/i.test(answer.trim())
}
