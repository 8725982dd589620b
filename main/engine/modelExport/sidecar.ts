/** What lies beside an exported model: everything that a program has to know to use it, as JSON and as a page to read. */
import type { ModelFiles, ModelFormat } from '../../../shared/modelExportCalls.ts'
import type { ExportModelTask } from '../../../shared/workerMessages.ts'
import type { CheckpointInfo } from '../detector/checkpoint.ts'
import {
  fillGrey,
  mostCandidates,
  mostDetections,
  smallestConfidence,
  smallestVotingIou,
  suppressionIou,
  suppressionSoftness,
  votingSpread,
} from '../detector/config.ts'
import { familyOf } from '../detector/families.ts'
import { modelPaths } from './openModel.ts'

export const sidecarName = 'boxwright.json'
/** Below it most detections are wrong; a program that wants another says so. */
const shownConfidence = 0.25

export type Facts = Pick<ExportModelTask, 'format' | 'precision' | 'origin'> & {
  readonly info: CheckpointInfo
  readonly anchorCount: number
  readonly found: Pick<ModelFiles, 'check' | 'measure'>
}

export function sidecarOf({ format, precision, origin, info, anchorCount, found }: Facts): string {
  const { settings, categories, anchors, epoch } = info
  const { size } = settings
  const document = {
    format: 'boxwright-model-1',
    boxwright: origin.boxwright,
    project: origin.project,
    run: { id: origin.runId, name: origin.runName, epoch },
    model: { format, precision, path: modelPaths[format] },
    input: { name: 'images', shape: ['batch', size, size, 3], type: 'float32', colours: 'RGB', range: [0, 255] },
    letterbox: { side: size, fill: fillGrey },
    outputs: {
      boxes: { shape: ['batch', anchorCount, 4], meaning: 'x1, y1, x2, y2 in pixels of the input' },
      probabilities: { shape: ['batch', anchorCount, categories.length], meaning: 'one for each class' },
    },
    classes: categories.map(({ name }) => name),
    suppression: {
      // How the run itself thins; the programs beside the model do as `faded`.
      method: settings.suppression,
      confidence: shownConfidence,
      iou: suppressionIou,
      softness: suppressionSoftness,
      voting: { confidence: smallestConfidence, iou: smallestVotingIou, spread: votingSpread },
      mostCandidates,
      mostDetections,
    },
    strides: familyOf(settings).strides,
    anchors,
    check: found.check,
    measure: found.measure,
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

type Usage = { readonly file: string; readonly lines: readonly string[] }

const usages: Readonly<Record<ModelFormat, readonly Usage[]>> = {
  onnx: [
    { file: 'example.py', lines: ['pip install onnxruntime numpy pillow', 'python example.py PICTURE'] },
    { file: 'example.mjs', lines: ['npm install onnxruntime-node sharp', 'node example.mjs PICTURE'] },
  ],
  tfjs: [{ file: 'example.mjs', lines: ['npm install @tensorflow/tfjs sharp', 'node example.mjs PICTURE'] }],
  savedmodel: [{ file: 'example.py', lines: ['pip install tensorflow pillow', 'python example.py PICTURE'] }],
}

export function readmeOf({ format, precision, origin, info, anchorCount, found }: Facts): string {
  const { settings, categories } = info
  const { size } = settings
  const figure = (value: number | null) => (value === null ? '-' : value.toFixed(4))
  const { check, measure } = found
  const cost = measure
    ? [
        `AP over ${measure.images} images of the part "${measure.split}": ${figure(measure.exported.ap)} (AP50 ${figure(measure.exported.ap50)}), of the run itself ${figure(measure.run.ap)} (${figure(measure.run.ap50)}).`,
      ]
    : []
  const examples = usages[format].flatMap(({ file, lines }) => [
    `${file} prints the boxes of a picture:`,
    ...lines.map((line) => `  ${line}`),
    '',
  ])
  return [
    `A detector made with Boxwright ${origin.boxwright}: ${origin.runName} (run ${origin.runId}) of ${origin.project}, as ${format} in ${precision}.`,
    `Classes: ${categories.map(({ name }) => name).join(', ')}.`,
    '',
    `Input   images         [batch, ${size}, ${size}, 3]  float32, red green blue, 0..255, no other scaling`,
    `Output  boxes          [batch, ${anchorCount}, 4]  x1 y1 x2 y2 in pixels of the input`,
    `Output  probabilities  [batch, ${anchorCount}, ${categories.length}]  one for each class`,
    '',
    `A picture is scaled to fit ${size} x ${size}, centred, the rest grey (${fillGrey}). Of all boxes over the same object one is kept.`,
    'boxes.py and boxes.mjs do both as Boxwright does; boxwright.json has the numbers for it.',
    ...(settings.suppression === 'faded'
      ? []
      : [
          `In Boxwright this run thins its boxes otherwise (${settings.suppression}), so scores may differ from those of these programs.`,
        ]),
    '',
    ...examples,
    `Checked in ${check.runtime} on ${check.images} pictures: boxes differ from those of the run by at most ${(check.boxes * 100).toPrecision(2)} % of the side, probabilities by ${check.probabilities.toPrecision(2)}.`,
    ...cost,
    '',
  ].join('\n')
}
