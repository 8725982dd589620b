/** The window's side of the decoder. */
import type { Size } from '../../../shared/box.ts'
import type { DecodeReply, DecodeRequest } from './decodeMessages.ts'

type Levels = readonly ImageBitmap[]

let worker: Worker | null = null
let lastId = 0
const waiting = new Map<number, (levels: Levels) => void>()

/** The picture and smaller copies, the largest first; none when the browser cannot read the file. */
export const decodeWhole = (file: Blob): Promise<Levels> => ask((id) => ({ kind: 'whole', id, file }))

/** The picture in a half, a quarter, an eighth of its size; none when that saves nothing or cannot be had. */
export const decodeReduced = (file: Blob, size: Size, halvings: number): Promise<Levels> =>
  ask((id) => ({ kind: 'reduced', id, file, size, halvings }))

/** Not by the window: to give back 50 megabytes takes several milliseconds. */
export function closeBitmaps(bitmaps: Levels): void {
  if (bitmaps.length > 0) send({ kind: 'close', bitmaps }, bitmaps)
}

function ask(request: (id: number) => DecodeRequest): Promise<Levels> {
  return new Promise((resolve) => {
    const id = ++lastId
    waiting.set(id, resolve)
    send(request(id), [])
  })
}

function send(request: DecodeRequest, transfer: Levels): void {
  worker ??= startWorker()
  worker.postMessage(request, [...transfer])
}

function startWorker(): Worker {
  const started = new Worker(new URL('./decodeWorker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data: { id, levels } }: MessageEvent<DecodeReply>) => {
    waiting.get(id)?.(levels)
    waiting.delete(id)
  })
  // Mostly out of memory: what waits is told, and the next picture gets a new decoder.
  started.addEventListener('error', () => {
    worker = null
    for (const resolve of waiting.values()) resolve([])
    waiting.clear()
  })
  return started
}
