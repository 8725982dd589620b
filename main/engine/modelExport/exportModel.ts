/**
 * A run's detector as files for other programs: written, read back by the runtime that they are for, compared with the run
 * picture by picture, and judged by what the export costs.
 */
import { copyFile, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Progress } from '../../../shared/model.ts'
import type { ModelFiles, ModelFormat } from '../../../shared/modelExportCalls.ts'
import type { ExportModelTask, WorkerImage } from '../../../shared/workerMessages.ts'
import { pictureMemoryBytes } from '../detector/config.ts'
import { compileDetector, type RestoredDetector, restoreDetector } from '../detector/loadDetector.ts'
import { type PictureSource, pictureSource } from '../detector/pictures.ts'
import type { FrozenGraph } from '../tensorflow/frozenGraph.ts'
import { tf } from '../tensorflow/tensorflow.ts'
import { calibrate } from './calibrate.ts'
import { checkModel } from './checkModel.ts'
import { freezeDetector } from './freezeDetector.ts'
import { measureModel } from './measureModel.ts'
import { type OpenedModel, openModel } from './openModel.ts'
import { readmeOf, sidecarName, sidecarOf } from './sidecar.ts'
import { writeModel } from './writeModel.ts'

export type ExportHooks = {
  readonly isCancelled: () => boolean
  readonly onProgress: (progress: Progress) => void
}

/** @throws BoxwrightError `cancelled`, `format-invalid` when the file does not say what the run says */
export async function exportModel(task: ExportModelTask, hooks: ExportHooks): Promise<ModelFiles> {
  const unreadable = new Map<number, string>()
  hooks.onProgress({ value: null, title: 'Loading the detector', phase: 'preparing', secondsLeft: null })
  const restored = await restoreDetector(task.runFolder, task.weightsFolder)
  const pictures = pictureSource({
    side: restored.info.settings.size,
    memoryBytes: pictureMemoryBytes,
    cacheFolder: task.cacheFolder,
    onUnreadable: ({ id, path }, reason) => unreadable.set(id, `${path}: ${reason}`),
  })
  const work: Work = { task, hooks, restored, pictures }
  try {
    const graph = freezeDetector(restored)
    const calibrationImages = await write(work, graph)
    const opened = await openModel(task.format, task.folder)
    try {
      const check = await checked(work, opened)
      const measure = await measured(work, opened)
      await writeBeside(work, { check, measure })
      const files = await filesOf(task.folder)
      return { files, check, measure, calibrationImages, unreadable: [...unreadable.values()] }
    } finally {
      await opened.dispose()
    }
  } finally {
    tf.dispose(Object.values(restored.tensors))
  }
}

type Work = {
  readonly task: ExportModelTask
  readonly hooks: ExportHooks
  readonly restored: RestoredDetector
  readonly pictures: PictureSource
}

/** @returns how many pictures the ranges were taken from */
async function write(work: Work, graph: FrozenGraph): Promise<number> {
  const { format, precision, folder, origin } = work.task
  const { ranges, images } = precision === 'int8' ? await rangesOf(work, graph) : { ranges: null, images: 0 }
  const classes = work.restored.info.categories.map(({ name }) => name)
  await writeModel(graph, { format, precision, folder, ranges, version: origin.boxwright, classes })
  return images
}

async function rangesOf(work: Work, graph: FrozenGraph) {
  const calibration = calibrate(graph)
  let images = 0
  try {
    const total = work.task.calibration.length
    for (const image of work.task.calibration) {
      const pixels = await nextPicture(work, image)
      if (pixels) {
        const side = work.restored.info.settings.size
        const input = tf.tensor4d(Float32Array.from(pixels), [1, side, side, 3])
        calibration.add(input)
        input.dispose()
        images += 1
      }
      const title = `Measured ranges in ${images} of ${total} images`
      work.hooks.onProgress({ value: images / total, title, phase: 'calibrating', secondsLeft: null })
    }
    if (images === 0) throw noPicture('The ranges of int8 are taken from pictures of the training part')
    return { ranges: calibration.ranges, images }
  } finally {
    calibration.dispose()
  }
}

/** Ten of the project's pictures, or as many as there are. */
async function checked(work: Work, opened: OpenedModel) {
  const { task, restored, hooks } = work
  const pictures: Uint8Array[] = []
  for (const image of task.checked) {
    const pixels = await nextPicture(work, image)
    if (pixels) pictures.push(pixels)
  }
  if (pictures.length === 0) throw noPicture('An exported file is compared with the run on pictures of the project')
  const onChecked = (done: number) => {
    refuseCancelled(hooks)
    const title = `Compared ${done} of ${pictures.length} images`
    hooks.onProgress({ value: done / pictures.length, title, phase: 'checking', secondsLeft: null })
  }
  return checkModel({ restored, opened, precision: task.precision, pictures, onChecked })
}

async function measured(work: Work, opened: OpenedModel) {
  const { task, hooks, restored, pictures } = work
  if (!task.measured || task.measured.images.length === 0) return null
  const own = await compileDetector(restored)
  const total = 2 * task.measured.images.length
  const startedAt = performance.now()
  try {
    const onMeasured = (done: number) => {
      const secondsLeft = ((performance.now() - startedAt) / 1000 / done) * (total - done)
      const title = `Measured ${done} of ${total} images`
      hooks.onProgress({ value: done / total, title, phase: 'judging', secondsLeft })
    }
    const { isCancelled } = hooks
    const measure = await measureModel(task.measured, { own, opened, pictures, isCancelled, onMeasured })
    refuseCancelled(hooks)
    return measure
  } finally {
    own.dispose()
  }
}

/** The shared part of the examples by language, and the example of each format. */
const exampleFiles: Readonly<Record<ModelFormat, Readonly<Record<string, string>>>> = {
  onnx: {
    'boxes.py': 'boxes.py',
    'onnx.py': 'example.py',
    'boxes.mjs': 'boxes.mjs',
    'picture.mjs': 'picture.mjs',
    'onnx.mjs': 'example.mjs',
  },
  tfjs: { 'boxes.mjs': 'boxes.mjs', 'picture.mjs': 'picture.mjs', 'tfjs.mjs': 'example.mjs' },
  savedmodel: { 'boxes.py': 'boxes.py', 'savedmodel.py': 'example.py' },
}

async function writeBeside({ task, restored }: Work, found: Pick<ModelFiles, 'check' | 'measure'>): Promise<void> {
  const { folder, examplesFolder, format, precision, origin } = task
  const { info, detector } = restored
  const facts = { format, precision, origin, info, anchorCount: detector.rows, found }
  await writeFile(join(folder, sidecarName), sidecarOf(facts))
  await writeFile(join(folder, 'README.txt'), readmeOf(facts))
  for (const [from, to] of Object.entries(exampleFiles[format])) {
    await copyFile(join(examplesFolder, from), join(folder, to))
  }
}

async function filesOf(folder: string): Promise<ModelFiles['files']> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return Promise.all(
    names.map(async (path) => ({
      name: path.slice(folder.length + 1).replaceAll('\\', '/'),
      bytes: (await stat(path)).size,
    })),
  )
}

async function nextPicture({ hooks, pictures }: Work, image: WorkerImage): Promise<Uint8Array | null> {
  refuseCancelled(hooks)
  return pictures.load(image)
}

function refuseCancelled({ isCancelled }: ExportHooks): void {
  if (isCancelled()) throw new BoxwrightError('cancelled', 'The export was cancelled.')
}

const noPicture = (why: string) =>
  new BoxwrightError('nothing-to-evaluate', `${why}, and none of them can be read. Nothing was exported.`)
