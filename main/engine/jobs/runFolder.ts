/** The folder of a run beside the project file: checkpoints, the place to go on from, and the latest samples. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type RunSamples, runSamples } from '../../../shared/trainCalls.ts'
import type { ImageDetections } from '../../../shared/workerMessages.ts'
import type { Store } from '../store/store.ts'

export function runFolderOf(projectPath: string, runId: number): string {
  return join(`${projectPath}.runs`, String(runId))
}

/** True when the run noted where it stood (detector/train.ts). */
export function hasResumePlace(projectPath: string, runId: number): boolean {
  return existsSync(join(runFolderOf(projectPath, runId), 'resume.json'))
}

const notedPlace = z.object({ progress: z.object({ epochs: z.int() }) })

/** How many epochs lie before the place that it would go on from; null when it noted none. */
export function notedEpochs(projectPath: string, runId: number): number | null {
  try {
    const text = readFileSync(join(runFolderOf(projectPath, runId), 'resume.json'), 'utf8')
    return notedPlace.parse(JSON.parse(text)).progress.epochs
  } catch (error) {
    // A run that comes to its end removes it, at any moment.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Of the numbers of the run's best weights; null when it kept none. */
export function weightsBytesOf(projectPath: string, runId: number): number | null {
  const folder = runFolderOf(projectPath, runId)
  if (!existsSync(folder)) return null
  const numbers = readdirSync(folder).find((name) => /^best-\d+\.bin$/.test(name))
  return numbers === undefined ? null : (statSync(join(folder, numbers), { throwIfNoEntry: false })?.size ?? null)
}

/** The run will not go on; its best weights stay. */
export function forgetResumePlace(projectPath: string, runId: number): void {
  const folder = runFolderOf(projectPath, runId)
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    if (name.startsWith('resume')) rmSync(join(folder, name), { force: true })
  }
}

type Found = { readonly epoch: number; readonly detections: readonly ImageDetections[] }

export function keepSamples(
  store: Store,
  runId: number,
  { epoch, detections }: Found,
  { categories }: { readonly categories: readonly { readonly id: number }[] },
): void {
  const images = detections.map(({ imageId, boxes, scores, classes }) => {
    const { width, height } = store.images.getOne(imageId)
    return {
      imageId,
      width: width!,
      height: height!,
      boxes: [...scores.keys()].map((box) => [...boxes.subarray(box * 4, box * 4 + 4)].map(tenths)),
      scores: [...scores].map(thousandths),
      categoryIds: Array.from(classes, (index) => categories[index]!.id),
    }
  })
  const file = samplesFile(store.path, runId)
  mkdirSync(runFolderOf(store.path, runId), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify({ epoch, images }))
  renameSync(`${file}.new`, file)
}

export function readSamples(projectPath: string, runId: number): RunSamples | null {
  const file = samplesFile(projectPath, runId)
  return existsSync(file) ? runSamples.parse(JSON.parse(readFileSync(file, 'utf8'))) : null
}

const samplesFile = (projectPath: string, runId: number): string =>
  join(runFolderOf(projectPath, runId), 'samples.json')

const tenths = (value: number): number => Math.round(value * 10) / 10
const thousandths = (value: number): number => Math.round(value * 1000) / 1000
