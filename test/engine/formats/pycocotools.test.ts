/** The COCO export in the hands of the library for which the format was made; needs Python with pycocotools. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { coco } from '../../../main/engine/formats/coco.ts'
import { conformancePython } from '../../../scripts/conformance/python.mjs'
import { datasetOf, labelled, writeToMemory } from './support.ts'

const python = process.env.BOXWRIGHT_PYTHON ?? conformancePython() ?? 'python3'

function hasPycocotools(): boolean {
  try {
    execFileSync(python, ['-c', 'import pycocotools.cocoeval'], { stdio: 'ignore' })
    return true
  } catch {
    console.warn(`skipped: ${python} has no pycocotools; node scripts/conformance.mjs makes one that has`)
    return false
  }
}

/** Every ground truth as its own detection: all that counts must be found, so AP is 1. */
const script = `
import json, sys
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
truth = COCO(sys.argv[1])
found = [{k: a[k] for k in ('image_id', 'category_id', 'bbox')} | {'score': 0.5} for a in truth.dataset['annotations']]
run = COCOeval(truth, truth.loadRes(found), 'bbox')
run.evaluate(); run.accumulate(); run.summarize()
truth.info()
print(json.dumps({'ap': run.stats[0], 'images': truth.getImgIds(), 'categories': truth.getCatIds(), 'annotations': truth.getAnnIds(),
                  'crowds': truth.getAnnIds(iscrowd=True)}))
`

it.skipIf(!hasPycocotools())('loads and scores without a warning', async () => {
  const dataset = datasetOf(
    ['car', '사람'],
    [
      {
        path: 'x/a.jpg',
        boxes: [labelled('car', [1, 2, 30.5, 40]), labelled('사람', [10, 10, 90, 45], { difficult: true })],
      },
      { path: 'b.jpg', boxes: [labelled('car', [0, 0, 100, 50], { ignore: true })] },
      { path: 'empty.jpg', isVerified: true },
    ],
  )
  const { texts } = await writeToMemory(coco, dataset)
  const folder = mkdtempSync(join(tmpdir(), 'boxwright-coco-'))
  const file = join(folder, 'instances.json')
  writeFileSync(file, texts['annotations/instances_default.json']!)
  const output = execFileSync(python, ['-W', 'error', '-c', script, file], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect(JSON.parse(output.trim().split('\n').at(-1)!)).toEqual({
    ap: expect.closeTo(1, 12),
    images: [1, 2, 3],
    categories: [10, 20],
    annotations: [1, 2, 3],
    crowds: [3],
  })
})
