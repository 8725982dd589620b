/** Writes the report of an evaluation: one HTML file with figures, curves, matrix and the worst images. */
import { resolve } from 'node:path'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { EvaluationData } from '../../../shared/evaluationData.ts'
import { evaluateCoco } from '../../../shared/metrics/coco.ts'
import { type CrossMatches, matchAcrossCategories } from '../../../shared/metrics/crossMatch.ts'
import { type Dataset, datasetFromEvaluation } from '../../../shared/metrics/dataset.ts'
import { figuresOfMatches } from '../../../shared/metrics/evaluate.ts'
import { boxesOfImage, indexImages, judgeImages, tallyImages } from '../../../shared/metrics/perImage.ts'
import { type OperatingPoint, operatingPoint } from '../../../shared/metrics/precisionRecall.ts'
import { rankCrossMatches } from '../../../shared/metrics/ranking.ts'
import { meanOf } from '../../../shared/metrics/sum.ts'
import type { ReportSettings, WrittenReport } from '../../../shared/reportCalls.ts'
import { evaluationData } from '../evaluationData.ts'
import { writeWholeFile } from '../formats/wholeFile.ts'
import { explainBrokenImage } from '../images/brokenPicture.ts'
import { reportPicture } from '../images/reportPicture.ts'
import { ownVersion } from '../ownVersion.ts'
import { pictureFileOf } from '../pictureFileOf.ts'
import { reportDocument } from '../report/reportDocument.ts'
import type { ReportInput, WorstImage } from '../report/reportInput.ts'
import type { Store } from '../store/store.ts'
import { validationConfidence } from '../validationConfidence.ts'
import { projectName } from './projectName.ts'
import type { JobContext } from './runner.ts'

export async function runReport(context: JobContext, settings: ReportSettings): Promise<WrittenReport> {
  const { store, signal } = context
  const path = resolve(settings.path)
  if (!/\.html?$/i.test(path)) {
    throw new BoxwrightError('bad-request', `A report is an HTML file: ${path} has to end in .html.`, { path })
  }
  const data = evaluationData(store, settings.evaluationId)
  const validation = settings.confidence === 'auto' ? validationConfidence(store, data.evaluation, settings.iou) : null
  const confidence = validation ?? settings.confidence
  const { dataset, matches, ...figures } = figuresOf(data, confidence, settings.iou)
  const chosen = worstOf(data, dataset, matches, figures.figures.confidence).slice(0, settings.worst)
  const unreadable: string[] = []
  const worst = await withPictures(context, chosen, unreadable)
  signal.throwIfAborted()
  const text = reportDocument({
    language: settings.language,
    project: projectName(store.path),
    run: store.runs.get(data.evaluation.runId),
    data,
    chosenBy: validation === null ? (confidence === 'auto' ? 'here' : 'given') : 'validation',
    worst,
    versions: versionsOf(store, data.evaluation.runId),
    writtenAt: Date.now(),
    ...figures,
  })
  await writeWholeFile(path, text)
  return { path, bytes: Buffer.byteLength(text), images: data.images.length, unreadable }
}

type Figures = Pick<ReportInput, 'figures' | 'coco' | 'overConfidence'>

function figuresOf(
  data: EvaluationData,
  confidence: number | 'auto',
  iou: number,
): Figures & { readonly dataset: Dataset; readonly matches: CrossMatches } {
  const dataset = datasetFromEvaluation(data)
  const matches = matchAcrossCategories(dataset, iou)
  const rankings = rankCrossMatches(matches).filter(({ groundTruths }) => groundTruths > 0)
  const steps = Array.from({ length: 101 }, (_, step) => step / 100)
  const points = steps.map((step) => rankings.map((ranking) => operatingPoint(ranking, step)))
  const means = (read: (point: OperatingPoint) => number | null) =>
    points.map((ofClasses) => {
      const values = ofClasses.map(read).filter((value) => value !== null)
      return values.length === 0 ? null : meanOf(values)
    })
  const coco = evaluateCoco(dataset)
  return {
    dataset,
    matches,
    figures: figuresOfMatches(coco, matches, { confidence, iou }),
    coco,
    overConfidence: {
      precision: means((point) => point.precision),
      recall: means((point) => point.recall),
      f1: means((point) => point.f1),
    },
  }
}

type Worst = Omit<WorstImage, 'jpeg'>

/** Images with any mistake, the lowest F1 first, of equal ones those with most mistakes. */
function worstOf(data: EvaluationData, dataset: Dataset, matches: CrossMatches, confidence: number): Worst[] {
  const judged = judgeImages(indexImages(dataset), matches)
  const images = new Map(data.images.map((image) => [image.id, image]))
  return tallyImages(judged, confidence)
    .map((tally, place) => ({ ...tally, place, mistakes: 2 * tally.confused + tally.falseAlarms + tally.missed }))
    .filter(({ mistakes }) => mistakes > 0)
    .sort((a, b) => a.f1! - b.f1! || b.mistakes - a.mistakes || a.place - b.place)
    .map(({ imageId, f1, place }) => ({
      image: images.get(imageId)!,
      f1,
      boxes: boxesOfImage(judged, place, confidence),
    }))
}

async function withPictures(
  { store, signal, report }: JobContext,
  chosen: readonly Worst[],
  unreadable: string[],
): Promise<WorstImage[]> {
  const worst: WorstImage[] = []
  for (const [index, each] of chosen.entries()) {
    signal.throwIfAborted()
    const title = `Drew ${index} of ${chosen.length} pictures`
    report({ value: index / chosen.length, title, phase: 'drawing', secondsLeft: null })
    worst.push({ ...each, jpeg: await pictureOf(store, each, unreadable) })
  }
  return worst
}

/** A report without one of its pictures is still a report; that the picture is missing is said. */
async function pictureOf(store: Store, { image }: Worst, unreadable: string[]): Promise<string | null> {
  try {
    const { path } = await pictureFileOf(store, image.id)
    return (await reportPicture(path)).toString('base64')
  } catch (error) {
    unreadable.push(`${image.path}: ${error instanceof BoxwrightError ? error.message : explainBrokenImage(error)}`)
    return null
  }
}

function versionsOf(store: Store, runId: number): ReportInput['versions'] {
  const { device } = store.runs.get(runId)
  return {
    Boxwright: ownVersion(),
    ...(device ? { TensorFlow: device.tensorflowVersion } : {}),
    Node: store.runs.snapshot(runId).versions.node ?? process.versions.node,
  }
}
