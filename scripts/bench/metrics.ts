/**
 * Scoring 233,000 detections in 5,000 images as COCO does, and what a movement of the sliders of Results costs there.
 *   npm run -s bench -- metrics [--json] [--turns N]
 * The data are ../shared/golden/coco-5000 where that is, else made here. Ours, faster-coco-eval and pycocotools take turns,
 * each in a process of its own that reads the files and scores once; their twelve figures must agree, or the benchmark fails.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readCocoFiles } from '../../main/engine/score/cocoFiles.ts'
import type { CocoFigures } from '../../shared/metrics/coco.ts'
import type { Dataset } from '../../shared/metrics/dataset.ts'
import { type CocoPaths, writeCocoFiles } from './metrics/madeCoco.ts'
import { sliderCosts } from './metrics/sliders.ts'
import { answerOf } from './support/programs.ts'
import { pythonWith } from './support/python.ts'
import { displayFrameMs, numberOf, progress, type Row, report, smallerIsBetter } from './support/report.ts'
import { median } from './support/statistics.ts'
import { inWorkFolder } from './support/workFolder.ts'

const turns = numberOf('--turns', 3)
const tolerance = 1e-9

type Side = 'boxwright' | 'faster-coco-eval' | 'pycocotools'
/** Seconds. */
type Scored = { readonly read: number; readonly score: number; readonly figures: CocoFigures }

await report('metrics', () => inWorkFolder(measure))

async function measure(folder: string): Promise<Row[]> {
  const paths = goldenPaths() ?? writeCocoFiles(folder)
  const python = await pythonWith('coco', ['pycocotools==2.0.11', 'faster-coco-eval==1.8.0', 'numpy'])
  const scored = takeTurns(python, paths)
  checkAgreement(scored)
  const seconds = (side: Side, read: (turn: Scored) => number) => median(scored.get(side)!.map(read))
  const row = (what: string, rivalName: Side, read: (turn: Scored) => number, goalRatio: number) =>
    smallerIsBetter({
      what,
      ours: seconds('boxwright', read),
      rival: seconds(rivalName, read),
      rivalName,
      unit: 's',
      goalRatio,
    })
  const score = (turn: Scored) => turn.score
  const whole = (turn: Scored) => turn.read + turn.score
  return [
    row('twelve figures', 'faster-coco-eval', score, 1),
    row('twelve figures', 'pycocotools', score, 10),
    row('from the files to the figures', 'faster-coco-eval', whole, 1),
    row('from the files to the figures', 'pycocotools', whole, 10),
    ...sliderRows((await readCocoFiles(paths.groundTruth, paths.detections)).dataset),
  ]
}

function goldenPaths(): CocoPaths | null {
  const shared = process.env.BOXWRIGHT_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url))
  const folder = resolve(shared, 'golden', 'coco-5000')
  if (!existsSync(folder)) return null
  return { groundTruth: join(folder, 'gt.json.gz'), detections: join(folder, 'dt.json.gz') }
}

function takeTurns(python: string, { groundTruth, detections }: CocoPaths): Map<Side, Scored[]> {
  const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))
  const commands: readonly (readonly [Side, string, readonly string[]])[] = [
    ['boxwright', process.execPath, [script('metrics/score.ts')]],
    ['faster-coco-eval', python, [script('rival/cocoScore.py'), 'faster-coco-eval']],
    ['pycocotools', python, [script('rival/cocoScore.py'), 'pycocotools']],
  ]
  const scored = new Map<Side, Scored[]>(commands.map(([side]) => [side, []]))
  for (let turn = 1; turn <= turns; turn++) {
    for (const [side, command, args] of commands) {
      progress(`turn ${turn} of ${turns}: ${side}`)
      scored.get(side)!.push(answerOf(command, [...args, groundTruth, detections]) as Scored)
    }
  }
  return scored
}

function checkAgreement(scored: ReadonlyMap<Side, readonly Scored[]>): void {
  const reference = scored.get('pycocotools')![0]!.figures
  for (const [side, [first]] of scored) {
    for (const name of Object.keys(reference) as (keyof CocoFigures)[]) {
      const difference = Math.abs(first!.figures[name] - reference[name])
      if (!(difference < tolerance))
        throw new Error(`${side} says ${first!.figures[name]} for ${name}, not ${reference[name]}`)
    }
  }
}

/** Beside each the same figures computed anew from the boxes. */
function sliderRows(dataset: Dataset): Row[] {
  progress('moving the sliders')
  const { confidence, iou, cell, correction, anew } = sliderCosts(dataset)
  const row = (what: string, ours: number) =>
    smallerIsBetter({ what, ours, rival: anew, rivalName: 'the same computed anew', unit: 'ms', goal: displayFrameMs })
  return [
    row('a step of the confidence slider', confidence),
    row('a step of the IoU slider', iou),
    row('opening the fullest cell', cell),
    smallerIsBetter({
      what: 'a corrected label',
      ours: correction,
      rival: anew,
      rivalName: 'the same computed anew',
      unit: 'ms',
    }),
  ]
}
