/**
 * How many pictures a second a detector looks at on the processor, decoding included: a run of Boxwright with the settings
 * of a new project, beside Ultralytics' YOLO11n with the same pictures and input size, and beside the same detector exported
 * to ONNX, decoded by our reader and computed by ONNX Runtime. All take turns, each turn with new copies of the pictures.
 *   npm run -s bench -- predict --data FOLDER [--size 320] [--turns 3] [--json]
 * FOLDER holds images/ and annotations/ (Pascal VOC), as for *detector*; one epoch makes the run, since what it learns
 * changes no time.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

import { detect } from '../../main/engine/detector/detect.ts'
import { pictureSource } from '../../main/engine/detector/pictures.ts'
import { readHeader } from '../../main/engine/images/readHeader.ts'
import { freezeDetector } from '../../main/engine/modelExport/freezeDetector.ts'
import { openModel } from '../../main/engine/modelExport/openModel.ts'
import { writeModel } from '../../main/engine/modelExport/writeModel.ts'
import type { Tensor } from '../../main/engine/tensorflow/tensorflow.ts'
import { trainSettings } from '../../shared/trainSettings.ts'
import { anyDetector } from '../../test/support/anyDetector.ts'
import { type EngineChild, startEngine } from '../../test/support/engineProcess.ts'
import { resultOf } from './support/jobs.ts'
import { startPartner } from './support/programs.ts'
import { pythonWith } from './support/python.ts'
import { largerIsBetter, numberOf, progress, type Row, report } from './support/report.ts'
import { median, timeOf } from './support/statistics.ts'
import { inWorkFolder } from './support/workFolder.ts'

const size = numberOf('--size', 320)
const turns = numberOf('--turns', 3)
const data = resolve(process.env.INIT_CWD ?? '.', process.argv[process.argv.indexOf('--data') + 1] ?? '')
const confidence = 0.25

/** Milliseconds for all pictures of a folder. */
type Look = (folder: string) => Promise<number>

if (!process.argv.includes('--data') || !existsSync(join(data, 'images'))) {
  console.error('bench: name a folder with images/ and annotations/: npm run -s bench -- predict --data FOLDER')
  process.exitCode = 2
} else await report('predict', () => inWorkFolder(measure))

async function measure(folder: string): Promise<Row[]> {
  const engine = startEngine(join(folder, 'home'))
  const script = fileURLToPath(new URL('rival/ultralyticsPredict.py', import.meta.url))
  const rival = await startPartner(await pythonWith('ultralytics', ['ultralytics']), [script, String(size)])
  try {
    progress('training one epoch')
    const looks: Readonly<Record<string, Look>> = {
      boxwright: await ourLook(engine, folder),
      ultralytics: async (pictures) => 1000 * Number(await rival.ask(pictures)),
      onnx: await onnxLook(folder),
    }
    const times = await inTurns(looks, folder)
    const count = readdirSync(join(data, 'images')).length
    // What starts once for all pictures, a process or a first step, counts for none of them.
    const rate = (name: string) => (count - 1) / (times(name, 'all') - times(name, 'one'))
    const what = `predict, ${size} px`
    return [
      largerIsBetter({
        ...{ what, ours: 1000 * rate('boxwright'), rival: 1000 * rate('ultralytics') },
        ...{ rivalName: 'Ultralytics YOLO11n', unit: 'images/s', goalRatio: 1.5 },
      }),
      largerIsBetter({
        ...{ what, ours: 1000 * rate('boxwright'), rival: 1000 * rate('onnx') },
        ...{ rivalName: 'the same as ONNX in ONNX Runtime', unit: 'images/s' },
      }),
    ]
  } finally {
    rival.end()
    await engine.close()
  }
}

/** @returns the median milliseconds of one of them for one picture or for all */
async function inTurns(looks: Readonly<Record<string, Look>>, folder: string) {
  const names = readdirSync(join(data, 'images'))
  const times = new Map<string, number[]>()
  for (let turn = 0; turn <= turns; turn++) {
    progress(`turn ${turn} of ${turns}`)
    for (const [who, look] of Object.entries(looks)) {
      for (const [part, files] of [
        ['one', names.slice(0, 1)],
        ['all', names],
      ] as const) {
        const copies = join(folder, 'pictures', `${who}-${part}-${turn}`)
        mkdirSync(copies, { recursive: true })
        for (const name of files) cpSync(join(data, 'images', name), join(copies, name))
        const milliseconds = await look(copies)
        rmSync(copies, { recursive: true })
        const key = `${who} ${part}`
        // The first turn warms up.
        if (turn > 0) times.set(key, [...(times.get(key) ?? []), milliseconds])
      }
    }
  }
  return (who: string, part: 'one' | 'all') => median(times.get(`${who} ${part}`)!)
}

async function ourLook(engine: EngineChild, folder: string): Promise<Look> {
  await engine.call('project.create', { path: join(folder, 'bench.boxwright') })
  await resultOf(engine, await engine.call('roots.add', { path: join(data, 'images') }))
  const labels = { labels: join(data, 'annotations'), format: 'voc', dryRun: false } as const
  await resultOf(engine, await engine.call('import.start', labels))
  await engine.call('split.assign', {})
  const settings = trainSettings.parse({ epochs: 1, seconds: null, size, device: 'cpu' })
  const started = await engine.call('train.start', { settings })
  await resultOf(engine, started)
  return (pictures) => {
    const paths = pathsIn(pictures)
    return timeOf(async () =>
      resultOf(engine, await engine.call('predict.start', { runId: started.runId, paths, confidence })),
    )
  }
}

/** The same layers with weights that nobody trained: the times are the same. */
async function onnxLook(folder: string): Promise<Look> {
  const restored = await anyDetector({ size, start: 'pretrained', neckChannels: 96, anchorsPerScale: 3 })
  const place = join(folder, 'onnx')
  mkdirSync(place)
  await writeModel(freezeDetector(restored), {
    ...{ format: 'onnx', precision: 'float32', folder: place, ranges: null, version: '0', classes: [] },
  })
  const model = await openModel('onnx', place)
  const runner = { side: size, batch: 1, classes: 3, predict: (images: Tensor) => model.predict(images) }
  return async (pictures) => {
    const source = pictureSource({
      ...{ side: size, memoryBytes: 0, cacheFolder: null },
      onUnreadable: (image, reason) => {
        throw new Error(`${image.path}: ${reason}`)
      },
    })
    return timeOf(async () => {
      const images = await Promise.all(
        pathsIn(pictures).map(async (path, index) => {
          const { rawWidth, rawHeight } = await readHeader(path)
          return { id: index + 1, path, width: rawWidth, height: rawHeight }
        }),
      )
      await detect(runner, images, source, { confidence, isCancelled: () => false, onImages: () => undefined })
    })
  }
}

function pathsIn(folder: string): string[] {
  return readdirSync(folder).map((name) => join(folder, name))
}
