/**
 * What a detector is worth after some minutes of training with the default settings on this machine's processor, judged on
 * images it never saw. The data are folders of images with Pascal VOC labels beside them.
 *   npm run -s bench -- detector --data FOLDER [--seconds 600 | --epochs N] [--size 320] [--device cpu|gpu|webgpu] [--set key=value …]
 *     [--part test|val] [--rival] [--json]
 * FOLDER holds images/, annotations/ and, if the set has its own parts, lists/{train,val,test}.txt with names; else the
 * images are split 8 : 1 : 1. Settings are compared by the part val, and by epochs where seconds would tell of the machine.
 * --rival trains Ultralytics' YOLO11n from scratch for as many seconds, afterwards.
 */
import { existsSync, readFileSync } from 'node:fs'
import { basename, join, parse, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { settingsFrom } from '../../main/engine/commands/trainCommands.ts'
import { readFigures } from '../../shared/evaluationData.ts'
import { datasetFromEvaluation } from '../../shared/metrics/dataset.ts'
import { evaluate } from '../../shared/metrics/evaluate.ts'
import { splitName } from '../../shared/model.ts'
import type { Run } from '../../shared/reports.ts'
import { splitNames } from '../../shared/split/deal.ts'
import type { TrainResult } from '../../shared/workerMessages.ts'
import { type EngineChild, startEngine } from '../../test/support/engineProcess.ts'
import { resultOf } from './support/jobs.ts'
import { answerOf } from './support/programs.ts'
import { pythonWith } from './support/python.ts'
import { largerIsBetter, numberOf, progress, type Row, report, textOf } from './support/report.ts'
import { inWorkFolder } from './support/workFolder.ts'

const seconds = numberOf('--seconds', 600)
const epochs = numberOf('--epochs', 0)
const size = numberOf('--size', 320)
const device = textOf('--device', 'cpu')
const part = splitName.parse(textOf('--part', 'test'))
const data = resolve(process.env.INIT_CWD ?? '.', process.argv[process.argv.indexOf('--data') + 1] ?? '')
const wantsRival = process.argv.includes('--rival')

type Figures = { readonly ap: number; readonly ap50: number }

if (!process.argv.includes('--data') || !existsSync(join(data, 'images'))) {
  console.error('bench: name a folder with images/ and annotations/: npm run -s bench -- detector --data FOLDER')
  process.exitCode = 2
} else await report('detector', () => inWorkFolder(measure))

async function measure(folder: string): Promise<Row[]> {
  const engine = startEngine(join(folder, 'home'))
  try {
    await engine.call('project.create', { path: join(folder, 'bench.boxwright') })
    await resultOf(engine, await engine.call('roots.add', { path: join(data, 'images') }))
    const labels = { labels: join(data, 'annotations'), format: 'voc', dryRun: false } as const
    await resultOf(engine, await engine.call('import.start', labels))
    await split(engine)
    const { ours, result, run } = await trainAndTest(engine)
    progress(`${result.epochs} epochs, best ${result.bestEpoch}, waited for pictures ${percent(result.waitingShare)}`)
    progress(`${run.device?.name}, ${run.settings.batch} images in a step of ${run.device?.stepMs?.toFixed(1)} ms`)
    // Said at once: a rival that fails takes nothing away.
    progress(`AP50 ${ours.ap50.toFixed(3)}, AP ${ours.ap.toFixed(3)}`)
    const rival = wantsRival ? await rivalFigures(engine, folder) : null
    const rivalName = rival ? 'Ultralytics YOLO11n from scratch' : 'not run'
    const row = (what: string, figure: number, other: number | undefined): Row =>
      largerIsBetter({
        what: `${basename(data)} ${part} ${what}`,
        ours: figure,
        rival: other ?? null,
        rivalName,
        unit: '',
      })
    return [row('AP50', ours.ap50, rival?.ap50), row('AP', ours.ap, rival?.ap)]
  } finally {
    await engine.close()
  }
}

async function split(engine: EngineChild): Promise<void> {
  if (!existsSync(join(data, 'lists'))) {
    await engine.call('split.assign', {})
    return
  }
  const ids = await engine.call('images.ids', { filter: '' })
  const images = await engine.call('images.get', { ids })
  for (const name of splitNames) {
    const wanted = new Set(readFileSync(join(data, 'lists', `${name}.txt`), 'utf8').split(/\s+/))
    const chosen = images.filter(({ path }) => wanted.has(parse(path).name)).map(({ id }) => id)
    await engine.call('split.set', { ids: chosen, split: name })
  }
}

async function trainAndTest(engine: EngineChild): Promise<{ ours: Figures; result: TrainResult; run: Run }> {
  progress(`training for ${epochs > 0 ? `${epochs} epochs` : `${seconds} s`} at ${size} pixels`)
  const length = epochs > 0 ? { epochs: String(epochs) } : { seconds: String(seconds) }
  const settings = settingsFrom({ ...length, size: String(size), device, set: changedSettings() })
  const { jobId, runId } = await engine.call('train.start', { settings })
  const result = (await resultOf(engine, { jobId })) as TrainResult
  await resultOf(engine, await engine.call('evaluate.start', { runId, split: part }))
  const [evaluation] = await engine.call('results.list', {})
  const answer = await readFigures(engine.call, evaluation!.id)
  const { AP, AP50 } = evaluate(datasetFromEvaluation(answer), { iou: 0.5, confidence: 'auto' })
  return { ours: { ap: AP ?? 0, ap50: AP50 ?? 0 }, result, run: await engine.call('runs.get', { id: runId }) }
}

/** What follows each --set of the command line. */
function changedSettings(): string[] {
  return process.argv.flatMap((argument, index) => (argument === '--set' ? (process.argv[index + 1] ?? '') : []))
}

async function rivalFigures(engine: EngineChild, folder: string): Promise<Figures> {
  const directory = join(folder, 'yolo')
  await resultOf(engine, await engine.call('export.start', { format: 'yolo', directory, images: 'copy' }))
  const python = await pythonWith('ultralytics', ['ultralytics'])
  progress(`Ultralytics for ${seconds} s`)
  const script = fileURLToPath(new URL('./rival/ultralyticsTrain.py', import.meta.url))
  return answerOf(python, [script, directory, String(size), String(seconds)], { cwd: folder }) as Figures
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`
}
