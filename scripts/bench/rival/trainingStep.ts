/**
 * Our side of the training benchmark: steps of the detector from scratch, as many as each line of the input asks for. `automatic`
 * asks which precision a new project trains in on this device.
 */
import { createInterface } from 'node:readline'
import { buildDetector, passOf, statisticsVector } from '../../../main/engine/detector/detector.ts'
import type { GridLayout } from '../../../main/engine/detector/family.ts'
import { fixedScaling } from '../../../main/engine/detector/inputScaling.ts'
import { type OptimizerInputs, type OptimizerState, optimize } from '../../../main/engine/detector/optimizer.ts'
import { flatten, unflatten } from '../../../main/engine/detector/parameters.ts'
import { initialState, stepScalars } from '../../../main/engine/detector/trainStep.ts'
import { compileModel } from '../../../main/engine/tensorflow/compiledModel.ts'
import { chooseDevice, forTraining, precisionOf } from '../../../main/engine/tensorflow/device.ts'
import { type Tensor, type TensorMap, tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { trainSettings } from '../../../shared/trainSettings.ts'

const [size, batch] = process.argv.slice(2).map(Number) as [number, number]
// Asked for a graphics card that is not there, this refuses.
const device = await forTraining(await chooseDevice(process.argv[4] === 'gpu' ? 'gpu' : 'cpu'))
const now = process.argv[5] === 'processor' ? processorMs : () => performance.now()
const settings = trainSettings.parse({ size, batch, start: 'scratch', clipNorm: null })
const square = (side: number) => ({ width: side, height: side })
const anchors = [
  [10, 20, 30],
  [40, 60, 80],
  [100, 150, 200],
].map((scale) => scale.map(square))
const detector = buildDetector({ settings, classes: 3, anchors, pretrained: null, scaling: fixedScaling })

const inside = detector.inside.layout as GridLayout

/** The same as the other side does: mean of squares of all outputs, its gradient, AdamW. */
function step(inputs: TensorMap, state: TensorMap) {
  let statistics: Tensor | null = null
  const loss = (...weights: Tensor[]) => {
    const { pass, statistics: gathered } = passOf(detector, { isTraining: true, dropout: null }, weights, state)
    const output = inside.head(inside.features(inputs.images!, pass), pass)
    statistics = tf.keep(statisticsVector(detector, gathered))
    return meanSquare(output)
  }
  const { value, grads } = tf.valueAndGrads(loss as never)(unflatten(detector.layouts.weights, state.weights!) as never)
  const optimizerInputs = { ...inputs, rates: state.rates, decays: state.decays } as unknown as OptimizerInputs
  const next = optimize(settings, state as unknown as OptimizerState, flatten(grads as Tensor[]), optimizerInputs)
  return { outputs: { loss: value as Tensor }, state: { ...next, statistics: statistics as unknown as Tensor } }
}

/** By a product of matrices: the package's gradient of a plain mean is a constant of the full size. */
function meanSquare(output: Tensor): Tensor {
  const rows = output.shape[1]!
  const squares = output.square().reshape([rows, output.size / rows])
  return (tf.matMul(tf.ones([1, rows]), squares as never) as Tensor).sum().div(output.size)
}

const images = tf.randomUniform([batch, size, size, 3], 0, 255) as Tensor
const exampleInputs = { images, ...stepScalars(0, 0, 0) }
const graphs = {
  'graph-float32': await compileModel({ train: { run: step, exampleInputs } }, initialState(detector)),
  'graph-bfloat16': await compileModel(
    { train: { run: step, exampleInputs, precision: 'bfloat16' } },
    initialState(detector),
  ),
}
let eagerState: TensorMap = initialState(detector)
let count = 0

function runOnce(variant: string): void {
  const scalars = stepScalars(count++, 1e-4, 0.9)
  const inputs = { images, ...scalars }
  if (variant in graphs) {
    const { loss } = graphs[variant as keyof typeof graphs].run('train', inputs)
    loss!.dataSync()
    loss!.dispose()
  } else {
    const former = eagerState
    const { outputs, state } = tf.tidy(() => step(inputs, former)) as ReturnType<typeof step>
    outputs.loss.dataSync()
    eagerState = { ...former, ...state }
    tf.dispose([outputs.loss, ...Object.keys(state).map((name) => former[name]!)])
  }
  tf.dispose(Object.values(scalars) as Tensor[])
}

function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function secondsOf(variant: string, steps: number): number {
  const startedAt = now()
  for (let index = 0; index < steps; index++) runOnce(variant)
  return (now() - startedAt) / 1000 / steps
}

process.stdout.write('ready\n')
for await (const line of createInterface(process.stdin)) {
  const [variant, steps] = line.split(' ') as [string, string]
  const answer = variant === 'automatic' ? precisionOf('auto', device) : secondsOf(variant, Number(steps))
  process.stdout.write(`${answer}\n`)
}
