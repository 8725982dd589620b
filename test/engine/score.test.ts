import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ScoreProfile, type ScoreRequest, scoreFiles } from '../../main/engine/score.ts'
import { goldenFolder, readJson } from '../shared/metrics/references.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boxwright-score-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, content: unknown): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, typeof content === 'string' || content instanceof Buffer ? content : JSON.stringify(content))
  return path
}

const annotation = { id: 1, image_id: 1, category_id: 3, bbox: [10, 10, 50, 50], area: 2500, iscrowd: 0 }
const result = { image_id: 1, category_id: 3, bbox: [10, 10, 50, 50], score: 0.9 }
const labels = { images: [{ id: 1 }], annotations: [annotation], categories: [{ id: 3, name: 'cat' }] }

function score(groundTruth: unknown, detections: unknown, more: Partial<ScoreRequest> = {}) {
  return scoreFiles({
    groundTruth: write('gt.json', groundTruth),
    detections: write('dt.json', detections),
    profile: 'coco',
    ...more,
  })
}

describe('scoring COCO files', () => {
  it('gives the figures, per class and the matrix', async () => {
    const figures = await score(labels, [result], { confidence: 0.25, iou: 0.45 })

    expect(figures).toMatchObject({
      profile: 'coco',
      APs: -1,
      AR100: 1,
      confidence: 0.25,
      iou: 0.45,
      perClass: [{ id: 3, name: 'cat', precision: 1, recall: 1, f1: 1, groundTruths: 1 }],
      confusion: {
        labels: ['cat', 'background'],
        rows: 'predicted',
        columns: 'true',
        matrix: [
          [1, 0],
          [0, 0],
        ],
      },
      warnings: [],
    })
    expect(figures.AP).toBeCloseTo(1, 9)
  })

  it('reads gzipped files, whatever their name', async () => {
    const packed = gzipSync(JSON.stringify(labels))

    expect((await score(packed, gzipSync(JSON.stringify([result])))).AP50).toBeCloseTo(1, 9)
  })

  it('takes width times height when the area is missing, and no crowd when that is', async () => {
    const { area: _area, iscrowd: _iscrowd, ...bare } = annotation

    expect((await score({ ...labels, annotations: [bare] }, [result])).APm).toBeCloseTo(1, 9)
  })

  it('leaves out categories that the ground truth does not list, and says so', async () => {
    const { perClass, warnings } = await score(labels, [result, { ...result, category_id: 8 }])

    expect(perClass).toHaveLength(1)
    expect(warnings).toEqual(['Left out 1 of 2 detections: the ground truth does not list their category (8).'])
  })

  it('accepts an empty list of detections', async () => {
    expect(await score(labels, [])).toMatchObject({ AP: 0, AR100: 0, confidence: 0 })
  })

  it.each([
    ['voc07', '2007'],
    ['voc10', '2010'],
  ] as const)('adds the figures of Pascal VOC with %s', async (profile, year) => {
    const difficult = { ...annotation, id: 2, bbox: [200, 200, 50, 50], difficult: 1 }

    const { voc } = await score({ ...labels, annotations: [annotation, difficult] }, [result], { profile })

    expect(voc).toEqual({ year, iou: 0.5, AP: 1, perClass: [{ id: 3, name: 'cat', AP: 1, groundTruths: 1 }] })
  })
})

describe('files that are not as they should be', () => {
  const withBox = (bbox: unknown) => ({ ...labels, annotations: [{ ...annotation, bbox }] })

  it.each([
    ['a number in words', labels, [{ ...result, score: 'high' }], 'dt.json: [0].score is "high", not a number'],
    ['a missing field', labels, [result, { ...result, image_id: undefined }], 'dt.json: [1].image_id is missing'],
    ['a box of three numbers', withBox([1, 2, 3]), [], 'gt.json: annotations[0].bbox is not a box'],
    ['no box', withBox(undefined), [], 'gt.json: annotations[0].bbox is missing'],
    ['an image of another set', labels, [{ ...result, image_id: 5 }], 'dt.json: [0].image_id is 5, an image that'],
    ['results in an object', labels, { annotations: [] }, 'dt.json is not a list'],
    ['ground truth without images', { annotations: [] }, [], 'gt.json: images is not a list'],
    ['broken JSON', '{"images": [', [], 'gt.json is not valid JSON'],
    ['NaN', labels, '[{"score": NaN}]', 'dt.json is not valid JSON'],
    ['a list of nothing', labels, [null], 'dt.json: [0].bbox is missing'],
  ])('%s is refused with its place', async (_, groundTruth, detections, message) => {
    await expect(score(groundTruth, detections)).rejects.toMatchObject({
      code: 'format-invalid',
      message: expect.stringContaining(message),
    })
  })

  it('a file that is not there is named', async () => {
    const request = { groundTruth: join(folder, 'none.json'), detections: join(folder, 'none.json') }

    await expect(scoreFiles({ ...request, profile: 'coco' })).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('none.json'),
    })
    await expect(scoreFiles({ ...request, profile: 'kitti' })).rejects.toMatchObject({ code: 'file-unreadable' })
  })

  it('a profile, an IoU and a confidence that make no sense are refused', async () => {
    const bad = { code: 'bad-request' }

    await expect(score(labels, [], { profile: 'lvis' as ScoreProfile })).rejects.toMatchObject(bad)
    await expect(score(labels, [], { iou: 0 })).rejects.toMatchObject(bad)
    await expect(score(labels, [], { confidence: Number.NaN })).rejects.toMatchObject(bad)
  })
})

describe('scoring KITTI folders', () => {
  const label = (type: string, box: string) => `${type} 0.00 0 -10 ${box} -1 -1 -1 -1000 -1000 -1000 -10`
  const car = label('Car', '0 0 100.5 50')

  function scoreFolders(labelFiles: Record<string, string>, resultFiles: Record<string, string>) {
    for (const name of ['labels', 'results']) mkdirSync(join(folder, name))
    for (const [name, text] of Object.entries(labelFiles)) write(`labels/${name}`, text)
    for (const [name, text] of Object.entries(resultFiles)) write(`results/${name}`, text)
    return scoreFiles({
      groundTruth: join(folder, 'labels'),
      detections: join(folder, 'results'),
      profile: 'kitti',
      confidence: 0.25,
    })
  }

  it('adds the figures of KITTI; DontCare is a region, not a class; case does not matter', async () => {
    const labelFiles = { '000000.txt': `${car}\r\n${label('DontCare', '200 0 300 90')}\n`, '000001.txt': '' }
    const resultFiles = {
      '000000.txt': `${label('car', '0 0 100.5 50')} 0.9\n${label('car', '210 0 290 80')} 0.95\n`,
      '000001.txt': '\n',
    }

    const figures = await scoreFolders(labelFiles, resultFiles)

    expect(figures.perClass.map(({ name, groundTruths }) => [name, groundTruths])).toEqual([['Car', 1]])
    expect(figures.kitti!.Car!.easy).toMatchObject({ groundTruths: 1, AP_R11: 100 / 11 })
    expect(figures.AP50).toBeCloseTo(1, 9)
    expect(figures.confusion.matrix).toEqual([
      [1, 0],
      [0, 0],
    ])
  })

  it.each([
    ['too few fields', { '1.txt': 'Car 0 0' }, { '1.txt': '' }, 'line 1 has 3 fields where 15 are needed'],
    ['a result without score', { '1.txt': car }, { '1.txt': `\n${car}` }, 'line 2 has 15 fields where 16 are needed'],
    ['words for numbers', { '1.txt': car.replace('100.5', 'wide') }, { '1.txt': '' }, 'line 1 has "wide" as field 7'],
    ['a missing result file', { '1.txt': car, '2.txt': car }, { '1.txt': '' }, 'results lacks 2.txt (1 of 2 files)'],
    ['a result without labels', { '1.txt': car }, { '1.txt': '', '2.txt': '' }, '2.txt has no label file'],
    ['a folder without labels', {}, {}, 'holds no .txt file'],
  ])('%s is refused with its place', async (_, labelFiles, resultFiles, message) => {
    await expect(scoreFolders(labelFiles, resultFiles)).rejects.toMatchObject({
      code: 'format-invalid',
      message: expect.stringContaining(message),
    })
  })
})

describe('golden files', () => {
  const coco = goldenFolder('coco-5000')

  it.skipIf(coco === null)('score as pycocotools does, straight from the gzipped files', async () => {
    const expected = readJson<{ pycocotools_stats: { AP: number; ARl: number } }>(join(coco!, 'expected.json'))

    const figures = await scoreFiles({
      groundTruth: join(coco!, 'gt.json.gz'),
      detections: join(coco!, 'dt.json.gz'),
      profile: 'coco',
    })

    expect(figures.AP).toBeCloseTo(expected.pycocotools_stats.AP, 9)
    expect(figures.ARl).toBeCloseTo(expected.pycocotools_stats.ARl, 9)
  })
})
