/**
 * What a detector is worth after some minutes of training with the default settings on this machine's processor, judged on
 * images it never saw. The data are folders of images with Pascal VOC labels beside them.
 *   npm run -s bench -- detector --data FOLDER [--seconds 600 | --epochs N] [--size 320] [--device cpu|gpu|webgpu] [--set key=value …]
 *     [--part test|val] [--rival] [--json]
 * FOLDER holds images/, annotations/ and, if the set has its own parts, lists/{train,val,test}.txt with names; else the
 * images are split 8 : 1 : 1. Settings are compared by the part val, and by epochs where seconds would tell of the machine.
 * --rival trains Ultralytics' YOLO11n from scratch for as many seconds, afterwards.
 */
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { settingsFrom } from '../../main/engine/commands/trainCommands.ts'
import { splitName } from '../../shared/model.ts'
import type { Run } from '../../shared/reports.ts'
import type { TrainResult } from '../../shared/workerMessages.ts'
import { type EngineChild, startEngine } from '../../test/support/engineProcess.ts'
import { resultOf } from './support/jobs.ts'
import { answerOf } from './support/programs.ts'
import { pythonWith } from './support/python.ts'
import { largerIsBetter, numberOf, progress, type Row, report, textOf, textsOf } from './support/report.ts'
import { type Figures, figuresOf, makeVocProject, vocFolder } from './support/vocProject.ts'
import { inWorkFolder } from './support/workFolder.ts'

const seconds = numberOf('--seconds', 600)
const epochs = numberOf('--epochs', 0)
const size = numberOf('--size', 320)
const device = textOf('--device', 'cpu')
const part = splitName.parse(textOf('--part', 'test'))
const data = vocFolder('detector')
const wantsRival = process.argv.includes('--rival')

if (data === null) process.exitCode = 2
else await report('detector', () => inWorkFolder((folder) => measure(folder, data)))

async function measure(folder: string, images: string): Promise<Row[]> {
  const engine = startEngine(join(folder, 'home'))
  try {
    await makeVocProject(engine, folder, images)
    const { ours, result, run } = await trainAndTest(engine)
    progress(`${result.epochs} epochs, best ${result.bestEpoch}, waited for pictures ${percent(result.waitingShare)}`)
    progress(`${run.device?.name}, ${run.settings.batch} images in a step of ${run.device?.stepMs?.toFixed(1)} ms`)
    // Said at once: a rival that fails takes nothing away.
    progress(`AP50 ${ours.ap50.toFixed(3)}, AP ${ours.ap.toFixed(3)}`)
    const rival = wantsRival ? await rivalFigures(engine, folder) : null
    const rivalName = rival ? 'Ultralytics YOLO11n from scratch' : 'not run'
    const row = (what: string, figure: number, other: number | undefined): Row =>
      largerIsBetter({
        what: `${basename(images)} ${part} ${what}`,
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

async function trainAndTest(engine: EngineChild): Promise<{ ours: Figures; result: TrainResult; run: Run }> {
  const length = epochs > 0 ? { epochs: String(epochs) } : { seconds: String(seconds) }
  const settings = settingsFrom({ ...length, size: String(size), device, set: textsOf('--set') })
  progress(`training for ${epochs > 0 ? `${epochs} epochs` : `${seconds} s`} at ${settings.size} pixels`)
  const { jobId, runId } = await engine.call('train.start', { settings })
  const result = (await resultOf(engine, { jobId })) as TrainResult
  const ours = await figuresOf(engine, runId, part)
  return { ours, result, run: await engine.call('runs.get', { id: runId }) }
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
