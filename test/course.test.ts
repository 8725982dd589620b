/** Every row of docs/course.md names code and a test that exist. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from './support/sourceFiles.ts'

type Row = { readonly concept: string; readonly code: string; readonly file: string; readonly name: string }

const rows = readFileSync(join(projectFolder, 'docs', 'course.md'), 'utf8')
  .split('\n')
  .map((line) => /^\| (.+?) \| `(.+?)` \| .+? \| `(.+?)` \| (.+?) \| .+ \|$/.exec(line))
  .filter((row) => row !== null)
  .map(([, concept, code, file, name]): Row => ({ concept: concept!, code: code!, file: file!, name: name! }))

/** The name as the source spells it, in quotes. */
const isNamedIn = (source: string, name: string): boolean =>
  [`'${name.replaceAll("'", "\\'")}'`, `"${name}"`, `\`${name}\``].some((quoted) => source.includes(quoted))

/** What the notes of the course speak of, in their order. */
const notes = [
  ...[
    'Sliding window',
    'One stage',
    'SSD',
    'Two stages',
    'R-CNN',
    'Backbone',
    'Neck',
    'concat',
    'by convolution',
    'Proposals',
  ],
  ...['Grid', '13 x 13', 'Anchors', '125', 'Box offsets', 'Objectness', 'class score', 'IoU', 'GIoU', 'CIoU'],
  ...[
    'Non-maximum suppression',
    'soft NMS',
    'Softmax',
    'Squared',
    'absolute error',
    'saturated sigmoid',
    'Cross-entropy',
  ],
  ...[
    'One-hot',
    'Focal',
    'Normalisation',
    'normal, uniform, Xavier, Kaiming',
    'Too small and too large weights',
    'Momentum',
  ],
  ...['Nesterov', 'dampening', 'Local minima', 'Saddle', 'overshooting', 'Batch of one', 'mini-batch', 'full batch'],
  ...[
    'AdaGrad',
    'RMSProp',
    'Adam',
    'Newton',
    'conjugate gradients',
    'L-BFGS',
    'Sigmoid, tanh, ReLU, leaky ReLU',
    'Linear',
  ],
  ...[
    'Step activation',
    'Gradients that vanish',
    'Batch norm',
    'Weight decay (L2)',
    'L1',
    'Early stopping',
    'rises',
    'affine',
  ],
  ...[
    'crop',
    'colours',
    'morphing',
    'Dropout',
    'Bagging',
    'Boosting',
    'mean and vote',
    'Grid and random search',
    'by powers',
  ],
  ...['(YOLO)', 'KITTI', 'COCO', '8 : 1 : 1', 'Precision, recall', 'F1', 'PR curve', 'mAP', 'Confusion matrix'],
] as const

describe('the course', () => {
  it.each(notes)('speaks of %s', (term) => {
    expect(rows.some(({ concept }) => concept.includes(term))).toBe(true)
  })

  it('names no concept twice', () => {
    const concepts = rows.map(({ concept }) => concept)
    expect(concepts.filter((concept, place) => concepts.indexOf(concept) !== place)).toEqual([])
  })

  it.each(rows)('$concept', ({ code, file, name }) => {
    expect(existsSync(join(projectFolder, code)), `${code} does not exist`).toBe(true)
    const path = join(projectFolder, file)
    expect(existsSync(path), `${file} does not exist`).toBe(true)
    expect(isNamedIn(readFileSync(path, 'utf8'), name), `${file} has no test "${name}"`).toBe(true)
  })
})
