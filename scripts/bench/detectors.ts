/**
 * All families of detectors on one project, with the same split, seed and time, judged on images that none of them saw: AP, what an
 * image takes, how large the weights are and how long the training took. The first is what the others are set beside.
 *   npm run -s bench -- detectors --data FOLDER [--seconds 900 | --epochs N] [--size 320] [--device cpu|gpu] [--families yolo,ssd,…]
 *     [--set key=value …] [--part test|val] [--json]
 * FOLDER is as for the benchmark `detector`.
 */
import { basename, join } from 'node:path'
import { settingsFrom } from '../../main/engine/commands/trainCommands.ts'
import { splitName } from '../../shared/model.ts'
import type { Run } from '../../shared/reports.ts'
import { type DetectorName, detectorName } from '../../shared/trainSettings.ts'
import { type EngineChild, startEngine } from '../../test/support/engineProcess.ts'
import { resultOf } from './support/jobs.ts'
import {
  largerIsBetter,
  numberOf,
  progress,
  type Row,
  report,
  smallerIsBetter,
  textOf,
  textsOf,
} from './support/report.ts'
import { type Figures, figuresOf, makeVocProject, vocFolder } from './support/vocProject.ts'
import { inWorkFolder } from './support/workFolder.ts'

const seconds = numberOf('--seconds', 900)
/** Instead of a time: then the same seed gives the same figures. */
const epochs = textOf('--epochs', '')
const size = numberOf('--size', 320)
const device = textOf('--device', 'cpu')
const part = splitName.parse(textOf('--part', 'test'))
const families = textOf('--families', detectorName.options.join(','))
  .split(',')
  .map((name) => detectorName.parse(name))
const data = vocFolder('detectors')

type Trained = { readonly figures: Figures; readonly run: Run }

if (data === null) process.exitCode = 2
else await report('detectors', () => inWorkFolder((folder) => measure(folder, data)))

async function measure(folder: string, images: string): Promise<Row[]> {
  const engine = startEngine(join(folder, 'home'))
  const trained = new Map<DetectorName, Trained>()
  try {
    await makeVocProject(engine, folder, images)
    for (const family of families) trained.set(family, await trainAndTest(engine, family))
  } finally {
    await engine.close()
  }
  const first = trained.get(families[0]!)!
  return [...trained].flatMap(([family, one]) => rowsOf(`${basename(images)} ${family}`, one, first))
}

async function trainAndTest(engine: EngineChild, family: DetectorName): Promise<Trained> {
  const length = epochs === '' ? { seconds: String(seconds) } : { epochs }
  progress(`${family}: training for ${epochs === '' ? `${seconds} s` : `${epochs} epochs`} at ${size} pixels`)
  const set = [...textsOf('--set'), `detector=${family}`]
  const settings = settingsFrom({ ...length, size: String(size), device, set })
  const { jobId, runId } = await engine.call('train.start', { settings })
  await resultOf(engine, { jobId })
  const figures = await figuresOf(engine, runId, part)
  progress(`${family}: AP50 ${figures.ap50.toFixed(3)}, AP ${figures.ap.toFixed(3)}`)
  return { figures, run: await engine.call('runs.get', { id: runId }) }
}

/** One family beside the first. */
function rowsOf(name: string, one: Trained, first: Trained): Row[] {
  const named = (what: string, unit: string) => ({ what: `${name} ${what}`, rivalName: families[0]!, unit })
  const larger = (what: string, of: (trained: Trained) => number) =>
    largerIsBetter({ ...named(what, ''), ours: of(one), rival: of(first) })
  const smaller = (what: string, unit: string, of: (trained: Trained) => number) =>
    smallerIsBetter({ ...named(what, unit), ours: of(one), rival: of(first) })
  return [
    larger('AP50', ({ figures }) => figures.ap50),
    larger('AP', ({ figures }) => figures.ap),
    smaller('an image', 'ms', ({ run }) => run.device?.detectMs ?? Number.NaN),
    smaller('weights', 'MB', ({ run }) => (run.weightsBytes ?? Number.NaN) / 1e6),
    smaller('training', 'min', ({ run }) => ((run.endedAt ?? Number.NaN) - run.createdAt) / 60_000),
  ]
}
