import { describe, expect, it } from 'vitest'
import { memoryTree } from '../../../main/engine/formats/fileTree.ts'
import { kitti } from '../../../main/engine/formats/kitti.ts'
import { datasetOf, kindsOf, labelled, readAll, writeToMemory } from './support.ts'

const carLine = 'Car 0.25 2 1.85 387.63 181.54 423.81 203.12 1.67 1.87 3.69 -16.53 2.39 58.49 1.57'
const ignoreLine = 'DontCare -1 -1 -10 503.89 169.71 590.61 190.13 -1 -1 -1 -1000 -1000 -1000 -10'
const extras = {
  kitti: { alpha: '1.85', dimensions: '1.67 1.87 3.69', location: '-16.53 2.39 58.49', rotation_y: '1.57' },
}

const read = (text: string) => readAll(kitti, memoryTree({ 'training/label_2/000001.txt': text }))

describe('reading KITTI', () => {
  it('takes box, truncation and occlusion and keeps the 3D columns to the letter', async () => {
    const { images, problems } = await read(`${carLine}\n`)
    const corners = [387.63, 181.54, 423.81, 203.12]
    expect(images).toMatchObject([
      {
        references: ['training/label_2/000001'],
        sourceFile: 'training/label_2/000001.txt',
        size: null,
        units: 'pixels',
        boxes: [{ ...labelled('Car', corners, { truncated: 0.25, occluded: 2, extras }), line: 1 }],
        isVerified: false,
        split: null,
      },
    ])
    expect(problems).toEqual([])
  })

  it('takes DontCare for an ignore region without a class', async () => {
    const { images } = await read(ignoreLine)
    const corners = [503.89, 169.71, 590.61, 190.13]
    expect(images[0]!.boxes).toEqual([{ ...labelled(null, corners, { ignore: true }), line: 1 }])
  })

  it('keeps every level of occlusion, and -1 as "nobody said"', async () => {
    const lines = [0, 1, 2, 3, -1].map((level) => `Car -1 ${level} -10 1 2 3 4 -1 -1 -1 -1000 -1000 -1000 -10`)
    const { images } = await read(lines.join('\r\n'))
    expect(images[0]!.boxes.map((box) => [box.truncated, box.occluded])).toEqual([
      [null, 0],
      [null, 1],
      [null, 2],
      [null, 3],
      [null, null],
    ])
  })

  it('keeps a 16th field as a score, with a note', async () => {
    const { images, problems } = await read(`${carLine} 0.875\n`)
    expect(images[0]!.boxes[0]).toMatchObject({ score: 0.875, extras })
    expect(problems).toMatchObject([{ severity: 'note', kind: 'score-read', line: null }])
  })

  it.each([
    ['Car 0 0 0 1 2 3 4', 'has 8 fields where KITTI has 15'],
    [carLine.replace('387.63', 'left'), '"left" is not a number'],
  ])('leaves out the line %j alone', async (line, reason) => {
    const { images, problems } = await read(`${carLine}\n${line}\n${carLine}\n`)
    expect(images[0]!.boxes.map((box) => box.line)).toEqual([1, 3])
    expect(problems).toMatchObject([{ severity: 'error', kind: 'line-broken', line: 2 }])
    expect(problems[0]!.message).toContain(reason)
  })

  it('reads an occlusion that KITTI does not know as unknown, with a note', async () => {
    const { images, problems } = await read(carLine.replace(' 2 ', ' 7 '))
    expect(images[0]!.boxes[0]!.occluded).toBeNull()
    expect(problems).toMatchObject([{ severity: 'note', kind: 'value-unknown', line: 1 }])
  })

  it('takes an empty file for an image on which there is nothing', async () => {
    expect((await read('')).images).toMatchObject([{ boxes: [], isVerified: true }])
  })

  it('passes over calibration and lists when there is a folder label_2', async () => {
    const tree = memoryTree({
      'training/label_2/000001.txt': carLine,
      'training/calib/000001.txt': 'P0: 1 2 3',
      'ImageSets/train.txt': '000001\n',
    })
    const { images, problems } = await readAll(kitti, tree)
    expect(images).toHaveLength(1)
    expect(problems).toEqual([])
  })

  it('is recognised by a line of 15 fields, which YOLO is not', async () => {
    expect((await kitti.detect(memoryTree({ 'a.txt': carLine }))).labelFiles).toBe(1)
    expect((await kitti.detect(memoryTree({ 'a.txt': '0 0.5 0.5 0.2 0.2' }))).labelFiles).toBe(0)
  })
})

describe('writing KITTI', () => {
  it('writes 15 fields with the values of the development kit for what nobody said', async () => {
    const boxes = [
      labelled('Car', [1, 2.005, 30.333, 40]),
      labelled('Car', [1, 2, 3, 4], { truncated: 0.5, occluded: 0 }),
      labelled(null, [5, 6, 7, 8], { ignore: true }),
    ]
    const { texts, images } = await writeToMemory(kitti, datasetOf(['Car'], [{ path: '000001.png', boxes }]))
    expect(images).toEqual({ 'training/image_2/000001.png': '/photos/000001.png' })
    expect(texts['training/label_2/000001.txt']!.split('\n')).toEqual([
      'Car -1 -1 -10 1.00 2.00 30.33 40.00 -1 -1 -1 -1000 -1000 -1000 -10',
      'Car 0.50 0 -10 1.00 2.00 3.00 4.00 -1 -1 -1 -1000 -1000 -1000 -10',
      'DontCare -1 -1 -10 5.00 6.00 7.00 8.00 -1 -1 -1 -1000 -1000 -1000 -10',
      '',
    ])
  })

  it('writes an untouched file back letter by letter', async () => {
    const text = `${carLine}\n${ignoreLine}\n`
    const { images } = await read(text)
    const dataset = datasetOf(['Car'], [{ path: '000001.png', boxes: images[0]!.boxes }])
    expect((await writeToMemory(kitti, dataset)).texts['training/label_2/000001.txt']).toBe(text)
  })

  it('writes an empty file for an image on which there is nothing, none for one that nobody looked at', async () => {
    const { texts } = await writeToMemory(
      kitti,
      datasetOf([], [{ path: 'a.png', isVerified: true }, { path: 'b.png' }]),
    )
    expect(texts).toEqual({ 'training/label_2/a.txt': '' })
  })

  it('writes blanks in class names as _ and reads the names back', async () => {
    const names = ['traffic light', 'traffic_light', 'DontCare', 'Car']
    const boxes = names.map((name) => labelled(name, [1, 2, 3, 4]))
    const { texts, problems } = await writeToMemory(kitti, datasetOf(names, [{ path: 'a.png', boxes }]))
    const types = texts['training/label_2/a.txt']!.split('\n').map((line) => line.split(' ')[0])
    expect(types).toEqual(['traffic_light_2', 'traffic_light', 'DontCare_2', 'Car', ''])
    expect(kindsOf(problems)).toEqual(['class-renamed', 'class-renamed'])
    const { images } = await readAll(kitti, memoryTree(texts))
    expect(images[0]!.boxes.map((box) => box.className)).toEqual(names)
  })

  it('writes an ignore region of a class as DontCare and says so', async () => {
    const boxes = [labelled('Car', [1, 2, 3, 4], { ignore: true, truncated: 0.5, occluded: 1 })]
    const { texts, problems } = await writeToMemory(kitti, datasetOf(['Car'], [{ path: 'a.png', boxes }]))
    expect(texts['training/label_2/a.txt']).toMatch(/^DontCare -1 -1 -10 /)
    expect(problems).toMatchObject([{ severity: 'note', kind: 'ignore-without-class' }])
  })

  it('keeps names and sub-folders, and lists the parts', async () => {
    const images = [
      { path: 'day/a b.png', split: 'train' },
      { path: 'training/image_2/7.png', split: 'val' },
    ] as const
    const written = await writeToMemory(kitti, datasetOf([], images))
    expect(Object.keys(written.images)).toEqual(['training/image_2/day/a b.png', 'training/image_2/7.png'])
    expect(written.texts).toEqual({ 'ImageSets/train.txt': 'day/a b\n', 'ImageSets/val.txt': '7\n' })
  })
})
