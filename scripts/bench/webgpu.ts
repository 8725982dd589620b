/**
 * One training step of each detector through WebGPU, in pictures per second, beside the same step recorded by TensorFlow on the
 * processor and, where there is the CUDA build and a card for it, on the card. Each keeps a process of its own and they take turns.
 *   npm run -s bench -- webgpu [--json] [--size 320] [--batch 16] [--turns 4] [--steps 5] [--detectors yolo,ssd,faster-rcnn]
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { foldersOf } from '../../main/engine/folders.ts'
import { environmentToCompute, findTensorflow } from '../../main/engine/jobs/tensorflowLibrary.ts'
import { detectorName } from '../../shared/trainSettings.ts'
import { largerIsBetter, numberOf, progress, type Row, report, textOf } from './support/report.ts'
import { median } from './support/statistics.ts'

const size = numberOf('--size', 320)
const batch = numberOf('--batch', 16)
const turns = numberOf('--turns', 4)
const steps = numberOf('--steps', 5)
const detectors = textOf('--detectors', detectorName.options.join(',')).split(',')
const folders = foldersOf(process.env, fileURLToPath(new URL('../../resources', import.meta.url)))

type Way = 'webgpu' | 'cpu' | 'gpu'

await report('webgpu', async () => {
  const rows: Row[] = []
  for (const detector of detectors) rows.push(...(await measure(detector)))
  return rows
})

async function measure(detector: string): Promise<Row[]> {
  const hasCuda = findTensorflow(folders).kind === 'gpu' && existsSync('/dev/nvidiactl')
  const ways: readonly Way[] = hasCuda ? ['webgpu', 'gpu', 'cpu'] : ['webgpu', 'cpu']
  const steppers = new Map<Way, Stepper>()
  const rates = new Map<Way, number[]>(ways.map((way) => [way, []]))
  for (const way of ways) steppers.set(way, await startStepper(way, detector))
  for (let turn = 0; turn <= turns; turn++) {
    for (const way of ways) {
      const startedAt = performance.now()
      const seconds = await steppers.get(way)!.step(turn === 0 ? 1 : steps)
      // The first turn warms up: it compiles what the card runs.
      if (turn === 0) progress(`${detector} on ${way}: first step ${(performance.now() - startedAt).toFixed(0)} ms`)
      else rates.get(way)!.push(batch / seconds)
    }
  }
  for (const stepper of steppers.values()) stepper.end()
  const ours = median(rates.get('webgpu')!)
  return ways.slice(1).map((way) => {
    const rivalName = `TensorFlow's graph on ${steppers.get(way)!.name}`
    const what = `${detector} through WebGPU on ${steppers.get('webgpu')!.name}`
    return largerIsBetter({ what, ours, rival: median(rates.get(way)!), rivalName, unit: 'images/s' })
  })
}

type Stepper = {
  readonly name: string
  /** @returns seconds of one step */
  readonly step: (count: number) => Promise<number>
  readonly end: () => void
}

async function startStepper(way: Way, detector: string): Promise<Stepper> {
  const script = fileURLToPath(new URL('./support/detectorSteps.ts', import.meta.url))
  const args = [script, String(size), String(batch), way, detector]
  const child = spawn(process.execPath, args, {
    env: environmentToCompute(folders, way),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`the process on ${way} ended early`)
    return value
  }
  const name = await next()
  return {
    name,
    step: async (count) => {
      child.stdin.write(`${count}\n`)
      return Number(await next())
    },
    end: () => child.stdin.end(),
  }
}
