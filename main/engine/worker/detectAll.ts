/** Detecting in images: with one detector, or with the members of an ensemble, whose boxes become one answer image by image. */
import { assert } from '../../../shared/errors.ts'
import type {
  DetectorSource,
  DetectTask,
  ImageDetections,
  WorkerImage,
  WorkerMessage,
} from '../../../shared/workerMessages.ts'
import { mostDetections, pictureMemoryBytes, smallestConfidence } from '../detector/config.ts'
import { type DetectionRunner, detect } from '../detector/detect.ts'
import { loadEveryday } from '../detector/everyday.ts'
import { loadDetector } from '../detector/loadDetector.ts'
import { type PictureSource, pictureSource } from '../detector/pictures.ts'
import { fuse } from '../ensemble/fuse.ts'

type DetectContext = { readonly send: (message: WorkerMessage) => void; readonly isCancelled: () => boolean }

/** Detects in the images; `onImages` is given what is found as soon as it is. */
type Finder = (onImages: (found: readonly ImageDetections[]) => void) => Promise<void>

export async function detectAll(task: DetectTask, context: DetectContext): Promise<void> {
  const { send } = context
  send({
    kind: 'progress',
    progress: { value: null, title: 'Loading the detector', phase: 'preparing', secondsLeft: null },
  })
  const { find, dispose } = await openFinder(task, context)
  const startedAt = performance.now()
  let done = 0
  try {
    await find((found) => {
      for (const detections of found) send({ kind: 'detections', detections })
      done += found.length
      const secondsLeft = ((performance.now() - startedAt) / 1000 / done) * (task.images.length - done)
      const title = `Detected in ${done} of ${task.images.length} images`
      send({
        kind: 'progress',
        progress: { value: done / task.images.length, title, phase: 'detecting', secondsLeft },
      })
    })
  } finally {
    dispose()
  }
}

type OpenFinder = { readonly find: Finder; readonly dispose: () => void }

async function openFinder(task: DetectTask, context: DetectContext): Promise<OpenFinder> {
  const { source, weightsFolder, images, confidence } = task
  if (source.kind === 'ensemble') return openEnsemble(task, source, context)
  const { runner, dispose } =
    source.kind === 'everyday' ? await loadEveryday(weightsFolder) : await loadDetector(source.runFolder, weightsFolder)
  const pictures = picturesFor(runner, task, context, pictureMemoryBytes)
  const { isCancelled } = context
  return { find: (onImages) => detect(runner, images, pictures, { confidence, isCancelled, onImages }), dispose }
}

function picturesFor(
  { side, fit }: DetectionRunner,
  { cacheFolder }: DetectTask,
  { send }: DetectContext,
  memoryBytes: number,
): PictureSource {
  return pictureSource({
    side,
    ...(fit && { fit }),
    memoryBytes,
    cacheFolder,
    onUnreadable: (image, reason) => send({ kind: 'unreadable', imageId: image.id, reason }),
  })
}

type Ensemble = Extract<DetectorSource, { kind: 'ensemble' }>
type Member = {
  readonly weight: number
  readonly runner: DetectionRunner
  readonly pictures: PictureSource
  /** Where the member has each class of the ensemble. */
  readonly places: readonly number[]
  readonly dispose: () => void
}

/** So many images go through one member before the next has its turn: what they found has to wait that long. */
const imagesPerTurn = 32

async function openEnsemble(task: DetectTask, ensemble: Ensemble, context: DetectContext): Promise<OpenFinder> {
  const members: Member[] = []
  const dispose = () => {
    for (const member of members) member.dispose()
  }
  try {
    for (const one of ensemble.members) members.push(await openMember(task, ensemble, one, context))
  } catch (error) {
    dispose()
    throw error
  }
  const find: Finder = async (onImages) => {
    for (let start = 0; start < task.images.length; start += imagesPerTurn) {
      const turn = task.images.slice(start, start + imagesPerTurn)
      const answers = await answersOf(members, turn, context)
      if (context.isCancelled()) return
      onImages(
        answers.map((ofImage) =>
          fuse(ofImage, ensemble.fusion, {
            confidence: task.confidence,
            most: mostDetections,
            classes: ensemble.categoryIds.length,
          }),
        ),
      )
    }
  }
  return { find, dispose }
}

async function openMember(
  task: DetectTask,
  { members, categoryIds }: Ensemble,
  { runFolder, weight }: Ensemble['members'][number],
  context: DetectContext,
): Promise<Member> {
  const { runner, info, dispose } = await loadDetector(runFolder, task.weightsFolder)
  const places = categoryIds.map((id) => info.categories.findIndex((category) => category.id === id))
  assert(!places.includes(-1), 'every member of an ensemble knows its classes')
  const pictures = picturesFor(runner, task, context, pictureMemoryBytes / members.length)
  return { weight, runner, pictures, places, dispose }
}

/** For each image that could be read what every member found there, everything that could count once it is fused. */
async function answersOf(members: readonly Member[], images: readonly WorkerImage[], { isCancelled }: DetectContext) {
  const found = new Map<number, { weight: number; detections: ImageDetections }[]>()
  for (const { runner, pictures, weight, places } of members) {
    const onImages = (ofMember: readonly ImageDetections[]) => {
      for (const detections of ofMember) {
        const answer = { weight, detections: inOrder(detections, places) }
        found.set(detections.imageId, [...(found.get(detections.imageId) ?? []), answer])
      }
    }
    await detect(runner, images, pictures, { confidence: smallestConfidence, isCancelled, onImages })
  }
  return [...found.values()]
}

/** With the classes in the order of the ensemble: they may have been sorted between two trainings. */
function inOrder(detections: ImageDetections, places: readonly number[]): ImageDetections {
  if (places.every((place, index) => place === index)) return detections
  const { classes, probabilities } = detections
  const indexAt = new Map(places.map((place, index) => [place, index]))
  const count = places.length
  return {
    ...detections,
    classes: classes.map((place) => indexAt.get(place)!),
    probabilities: probabilities.map((_, at) => probabilities[at - (at % count) + places[at % count]!]!),
  }
}
