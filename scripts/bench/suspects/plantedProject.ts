/** A project with sound labels into which errors were planted, and what the folds of a cross-validation say about it. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { foldersOf } from '../../../main/engine/folders.ts'
import type { AnnotationChange } from '../../../shared/edit.ts'
import { type EvaluationAnswer, type EvaluationData, unpacked } from '../../../shared/evaluationData.ts'
import type { Annotation, Category, Image } from '../../../shared/model.ts'
import { type TrainSettings, trainSettings } from '../../../shared/trainSettings.ts'
import { type EngineChild, startEngine } from '../../../test/support/engineProcess.ts'
import { resultOf } from '../support/jobs.ts'
import { progress } from '../support/report.ts'
import { inWorkFolder } from '../support/workFolder.ts'
import { type PlantedError, plantErrors, type SoundLabel } from './plant.ts'

export type Subject = {
  /** `demo`, or a folder with images/ and Pascal VOC labels in annotations/. */
  readonly data: string
  readonly name: string
  readonly seed: number
  readonly folds: number
  readonly settings: Partial<TrainSettings>
}
export type Planted = { readonly planted: readonly PlantedError[]; readonly data: EvaluationData }
/** As it can be written to a file. */
type Kept = { readonly planted: readonly PlantedError[]; readonly answer: EvaluationAnswer }

/** Training takes long: what the folds found is kept in the benchmarks' cache. */
export async function plantedDetections(subject: Subject): Promise<Planted> {
  const { name, seed, folds, settings } = subject
  const key = [name, seed, folds, ...Object.entries(settings).map(([one, value]) => `${one}${value}`)].join('-')
  const file = join(foldersOf(process.env, '').cache, 'bench', 'suspects', 'packed', `${key}.json`)
  if (existsSync(file)) return read(JSON.parse(readFileSync(file, 'utf8')) as Kept)
  const made = await inWorkFolder((folder) => makeDetections(folder, subject))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(made))
  renameSync(`${file}.new`, file)
  return read(made)
}

const read = ({ planted, answer }: Kept): Planted => ({ planted, data: unpacked(answer) })

async function makeDetections(folder: string, subject: Subject): Promise<Kept> {
  const engine = startEngine(join(folder, 'home'))
  try {
    await fillProject(engine, join(folder, 'bench.boxwright'), subject)
    const labels = await soundLabels(engine)
    const planted = plantErrors(labels, subject.seed)
    await apply(engine, labels, planted)
    progress(
      `${subject.name}, seed ${subject.seed}: ${planted.length} errors in ${labels.length} labels, ${subject.folds} folds`,
    )
    const settings = trainSettings.parse({ seconds: null, device: 'cpu', ...subject.settings })
    const { jobId } = await engine.call('folds.start', { settings, folds: subject.folds })
    const { evaluationId } = (await resultOf(engine, { jobId })) as { readonly evaluationId: number }
    return { planted, answer: await engine.call('results.data', { evaluationId }) }
  } finally {
    await engine.close()
  }
}

async function fillProject(engine: EngineChild, path: string, { data, seed }: Subject): Promise<void> {
  if (data === 'demo') {
    await resultOf(engine, await engine.call('project.demo', { path, seed: 100 + seed, images: 120 }))
    return
  }
  await engine.call('project.create', { path })
  await resultOf(engine, await engine.call('roots.add', { path: join(data, 'images') }))
  const labels = { labels: join(data, 'annotations'), format: 'voc', dryRun: false } as const
  await resultOf(engine, await engine.call('import.start', labels))
}

/** The demo has errors of its own, and says of each what is right. */
async function soundLabels(engine: EngineChild): Promise<SoundLabel[]> {
  const categories = await engine.call('categories.list', {})
  const labels: SoundLabel[] = []
  for (const image of await imagesOf(engine)) {
    for (const annotation of await engine.call('annotations.ofImage', { imageId: image.id })) {
      const { id, imageId, x1, y1, x2, y2 } = annotation
      const categoryId = trueCategory(annotation, categories)
      labels.push({
        id,
        imageId,
        categoryId,
        box: { x1, y1, x2, y2 },
        image: { width: image.width!, height: image.height! },
      })
    }
  }
  return labels
}

function trueCategory({ extras, categoryId }: Annotation, categories: readonly Category[]): number {
  const planted = extras?.plantedError as { readonly trueCategory: string } | undefined
  return planted ? categories.find(({ name }) => name === planted.trueCategory)!.id : categoryId!
}

async function apply(
  engine: EngineChild,
  labels: readonly SoundLabel[],
  planted: readonly PlantedError[],
): Promise<void> {
  const sound = new Map(labels.map((label) => [label.id, label]))
  const wrong = new Map(planted.map((error) => [error.label.id, error]))
  const images = await imagesOf(engine)
  for (const { id: imageId } of images) {
    const annotations = await engine.call('annotations.ofImage', { imageId })
    const changes = annotations.map((before): AnnotationChange => {
      const after = { ...before, categoryId: sound.get(before.id)!.categoryId, extras: null }
      const error = wrong.get(before.id)
      if (error?.kind === 'removed') return { before, after: null }
      if (error?.kind === 'moved') return { before, after: { ...after, ...error.box } }
      return { before, after: error?.kind === 'flipped' ? { ...after, categoryId: error.categoryId } : after }
    })
    if (changes.length > 0) await engine.call('annotations.apply', { imageId, kind: 'change', changes })
  }
  // An image that lost its only label was looked at all the same.
  await engine.call('images.setReview', { ids: images.map(({ id }) => id), review: 'verified' })
}

const mostAtOnce = 500

async function imagesOf(engine: EngineChild): Promise<Image[]> {
  const ids = await engine.call('images.ids', { filter: '' })
  const images: Image[] = []
  for (let start = 0; start < ids.length; start += mostAtOnce)
    images.push(...(await engine.call('images.get', { ids: ids.slice(start, start + mostAtOnce) })))
  return images
}
