/** What the demo came to: how good the detector is, and how many of the planted wrong labels lie in suspicious cells. */
import { readFigures } from '../../shared/evaluationData.ts'
import { type Confusion, confusionAt, pairsInCell } from '../../shared/metrics/confusion.ts'
import { suspiciousCells } from '../../shared/metrics/confusionReading.ts'
import { matchAcrossCategories } from '../../shared/metrics/crossMatch.ts'
import { type Dataset, datasetFromEvaluation } from '../../shared/metrics/dataset.ts'
import { evaluate } from '../../shared/metrics/evaluate.ts'
import type { Run } from '../../shared/reports.ts'
import type { ShownCell } from '../stores/shownEvaluation.ts'
import { call } from '../studio.ts'

export type SuspiciousCellOfDemo = {
  readonly predicted: string
  readonly labelled: string
  readonly boxes: number
  readonly planted: number
}

export type DemoOutcome = {
  readonly run: Run
  readonly seconds: number
  readonly testAp: number
  readonly testAp50: number
  readonly confidence: number
  readonly planted: number
  /** Planted labels in the suspicious cells. */
  readonly found: number
  readonly cells: readonly SuspiciousCellOfDemo[]
  readonly worstCell: ShownCell | null
}

type DemoRun = {
  readonly runId: number
  readonly evaluationIds: { readonly test: number; readonly all: number }
  readonly startedAt: number
}

const iou = 0.5

export async function judgeDemo({ runId, evaluationIds, startedAt }: DemoRun): Promise<DemoOutcome> {
  const test = evaluate(datasetFromEvaluation(await readFigures(call, evaluationIds.test)), {
    iou,
    confidence: 'auto',
  })
  const dataset = datasetFromEvaluation(await readFigures(call, evaluationIds.all))
  const { confidence } = evaluate(dataset, { iou, confidence: 'auto' })
  const confusion = confusionAt(matchAcrossCategories(dataset, iou), confidence)
  const planted = await plantedIds()
  const cells = confusedCells(confusion)
  const judged = cells.map((cell) => ({
    predicted: confusion.labels[cell.row]!,
    labelled: confusion.labels[cell.column]!,
    boxes: cell.count,
    planted: labelsIn(dataset, confusion, cell).filter((id) => planted.has(id)).length,
  }))
  return {
    run: await call('runs.get', { id: runId }),
    seconds: (Date.now() - startedAt) / 1000,
    testAp: test.AP,
    testAp50: test.AP50,
    confidence,
    planted: planted.size,
    found: judged.reduce((sum, cell) => sum + cell.planted, 0),
    cells: judged,
    worstCell: cells[0] ?? null,
  }
}

export function isDemoConvincing({ testAp50, planted, found }: DemoOutcome): boolean {
  return testAp50 > 0.6 && found * 2 >= planted
}

/** Cells where two classes are confused; what the model missed or saw where nothing is labelled is another matter. */
function confusedCells(confusion: Confusion) {
  const background = confusion.labels.length - 1
  return suspiciousCells(confusion).filter((cell) => cell.row !== background && cell.column !== background)
}

function labelsIn(dataset: Dataset, confusion: Confusion, { row, column }: ShownCell): number[] {
  return pairsInCell(confusion, row, column).flatMap(({ groundTruth }) =>
    groundTruth === null ? [] : [dataset.groundTruths.ids[groundTruth]!],
  )
}

async function plantedIds(): Promise<Set<number>> {
  const images = await call('images.ids', { filter: '' })
  const annotations = await Promise.all(images.map((imageId) => call('annotations.ofImage', { imageId })))
  const planted = annotations.flat().filter((annotation) => annotation.extras?.plantedError !== undefined)
  return new Set(planted.map((annotation) => annotation.id))
}

function trainingSeconds({ createdAt, endedAt }: Run): number {
  return ((endedAt ?? createdAt) - createdAt) / 1000
}

export function demoReport(outcome: DemoOutcome): string {
  const { run, cells } = outcome
  const row = ({ predicted, labelled, boxes, planted }: SuspiciousCellOfDemo) =>
    `| ${labelled} | ${predicted} | ${boxes} | ${planted} |`
  return `# Boxwright demo

- device: ${run.device?.name ?? 'unknown'} (${run.device?.kind ?? '–'}), TensorFlow ${run.device?.tensorflowVersion ?? '–'}
- images: train ${run.images.train}, val ${run.images.val}, test ${run.images.test}
- whole demo: ${outcome.seconds.toFixed(0)} s, of which training ${trainingSeconds(run).toFixed(0)} s for ${run.settings.epochs} epochs
- test AP50 ${outcome.testAp50.toFixed(3)}, AP ${outcome.testAp.toFixed(3)}
- ${outcome.planted} labels were made wrong on purpose; ${outcome.found} of them lie in the suspicious cells below (confidence ${outcome.confidence.toFixed(2)}, IoU ${iou})

| labelled | model says | boxes | of them wrong on purpose |
| --- | --- | --- | --- |
${cells.map(row).join('\n')}
`
}
