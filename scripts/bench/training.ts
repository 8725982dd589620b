/**
 * One training step of a detector (forward, gradient, AdamW) in images per second, beside PyTorch with the same layers,
 * batch and picture size. Both keep a process of their own and take turns of a few steps, so that both meet the same moments
 * of a busy machine. The network is the one from scratch: convolutions with batch norm and ReLU, neck and head.
 * `--busy` is for a machine with other work: one thread each, and the processor's time instead of the clock's.
 *   npm run -s bench -- training [--json] [--size N] [--batch N] [--turns N] [--device cpu|gpu] [--busy]
 */
import { fileURLToPath } from 'node:url'
import { foldersOf } from '../../main/engine/folders.ts'
import { environmentFor, findTensorflow } from '../../main/engine/jobs/tensorflowLibrary.ts'
import type { Precision } from '../../main/engine/tensorflow/autocast.ts'
import { startPartner } from './support/programs.ts'
import { pythonWith } from './support/python.ts'
import { largerIsBetter, numberOf, progress, type Row, report, textOf } from './support/report.ts'
import { median } from './support/statistics.ts'

const size = numberOf('--size', 320)
const batch = numberOf('--batch', 16)
const turns = numberOf('--turns', 8)
const device = textOf('--device', 'cpu') === 'gpu' ? 'gpu' : 'cpu'
const isBusy = process.argv.includes('--busy')
const stepsPerTurn = { cpu: 2, gpu: 20 }[device]

const threads: NodeJS.ProcessEnv = isBusy
  ? { OMP_NUM_THREADS: '1', TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' }
  : {}

const ours = ['graph-float32', 'graph-bfloat16', 'eager-float32'] as const
const theirs = ['float32', 'float32-channels-last', 'bfloat16', 'bfloat16-channels-last'] as const

await report('training', measure)

async function measure(): Promise<Row[]> {
  const folders = foldersOf(process.env, fileURLToPath(new URL('../../resources', import.meta.url)))
  const python = await pythonWith('torch', ['torch', 'numpy'])
  const script = (name: string) => fileURLToPath(new URL(`./rival/${name}`, import.meta.url))
  const args = [String(size), String(batch), device, isBusy ? 'processor' : 'clock']
  progress('starting both')
  const boxwright = await startPartner(process.execPath, [script('trainingStep.ts'), ...args], {
    ...environmentFor(findTensorflow(folders), device),
    BOXWRIGHT_RESOURCES: folders.resources,
    ...threads,
  })
  const automatic = (await boxwright.ask('automatic')) as Precision
  const torch = await startPartner(python, [script('trainingStep.py'), ...args], { ...process.env, ...threads })
  const rates = new Map<string, number[]>()
  for (let turn = 0; turn <= turns; turn++) {
    progress(`turn ${turn} of ${turns}`)
    for (const [stepper, variants] of [
      [boxwright, ours],
      [torch, theirs],
    ] as const) {
      for (const variant of variants) {
        const seconds = Number(await stepper.ask(`${variant} ${stepsPerTurn}`))
        // The first turn warms up.
        if (turn > 0) rates.set(variant, [...(rates.get(variant) ?? []), batch / seconds])
      }
    }
  }
  boxwright.end()
  torch.end()
  return rowsOf((variant) => median(rates.get(variant)!), automatic)
}

type Rate = (variant: (typeof ours)[number] | (typeof theirs)[number]) => number

/** @param automatic what a new project trains in on this machine */
function rowsOf(rate: Rate, automatic: Precision): Row[] {
  const torchFloat = Math.max(rate('float32'), rate('float32-channels-last'))
  const torchHalf = Math.max(rate('bfloat16'), rate('bfloat16-channels-last'))
  const row = (what: string, figure: number, rival: number, rivalName: string, goalRatio?: number) =>
    largerIsBetter({
      what,
      ours: figure,
      rival,
      rivalName,
      unit: isBusy ? 'images/s of a core' : 'images/s',
      goalRatio,
    })
  const chosen = `step as chosen by trying (${automatic})`
  return [
    row('step in float32', rate('graph-float32'), torchFloat, 'PyTorch, best layout', 1.2),
    row(chosen, rate(`graph-${automatic}`), torchFloat, 'PyTorch float32, best layout', 1.7),
    row(chosen, rate(`graph-${automatic}`), torchHalf, 'PyTorch autocast, best layout', 1),
    row('step in bfloat16', rate('graph-bfloat16'), torchHalf, 'PyTorch autocast, best layout'),
    row('recorded graph', rate('graph-float32'), rate('eager-float32'), 'the same step, operation by operation', 1.6),
  ]
}
