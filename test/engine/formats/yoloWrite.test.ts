import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { yolo } from '../../../main/engine/formats/yolo.ts'
import { datasetOf, kindsOf, labelled, writeToMemory } from './support.ts'

const car = labelled('car', [20, 10, 60, 50])

describe('writing YOLO', () => {
  it('writes images and labels by part, data.yaml and classes.txt', async () => {
    const dataset = datasetOf(
      ['bus', 'car'],
      [
        { path: 'x/a.jpg', split: 'train', boxes: [car] },
        { path: 'b.jpg', split: 'val', boxes: [labelled('bus', [0, 0, 100, 50])] },
        { path: 'c.jpg', split: 'test', isVerified: true },
      ],
    )
    const { texts, images, problems } = await writeToMemory(yolo, dataset)
    expect(images).toEqual({
      'images/train/x/a.jpg': '/photos/x/a.jpg',
      'images/val/b.jpg': '/photos/b.jpg',
      'images/test/c.jpg': '/photos/c.jpg',
    })
    // The image is 100 x 50: centre (40, 30), size 40 x 40.
    expect(texts).toEqual({
      'labels/train/x/a.txt': '1 0.400000 0.600000 0.400000 0.800000\n',
      'labels/val/b.txt': '0 0.500000 0.500000 1.000000 1.000000\n',
      'labels/test/c.txt': '',
      'data.yaml': 'train: images/train\nval: images/val\ntest: images/test\nnc: 2\nnames:\n  0: "bus"\n  1: "car"\n',
      'classes.txt': 'bus\ncar\n',
    })
    expect(problems).toEqual([])
  })

  it('writes no label file for an image that nobody looked at', async () => {
    const { texts } = await writeToMemory(
      yolo,
      datasetOf(['car'], [{ path: 'a.jpg' }, { path: 'b.jpg', isVerified: true }]),
    )
    expect(Object.keys(texts).sort()).toEqual(['classes.txt', 'data.yaml', 'labels/b.txt'])
  })

  it('says that train and val are the same when nothing is split', async () => {
    const { texts, problems } = await writeToMemory(yolo, datasetOf(['car'], [{ path: 'a.jpg', boxes: [car] }]))
    expect(parse(texts['data.yaml']!)).toEqual({ train: 'images', val: 'images', nc: 1, names: { 0: 'car' } })
    expect(problems).toMatchObject([{ severity: 'warning', kind: 'split-missing' }])
  })

  it('lends the validation part, which Ultralytics insists on, and sets the unsplit apart', async () => {
    const dataset = datasetOf(['car'], [{ path: 'a.jpg', split: 'train' }, { path: 'b.jpg' }])
    const { texts, images, problems } = await writeToMemory(yolo, dataset)
    expect(parse(texts['data.yaml']!)).toMatchObject({ train: 'images/train', val: 'images/train' })
    expect(Object.keys(images)).toEqual(['images/train/a.jpg', 'images/unsplit/b.jpg'])
    expect(problems.map((problem) => problem.message)).toEqual([
      'no image is in val: it stands for the images of train',
      '1 image without a part: in images/unsplit, unused',
    ])
  })

  it('keeps apart images that share a stem', async () => {
    const dataset = datasetOf(
      ['car'],
      [
        { path: 'a.jpg', boxes: [car] },
        { path: 'a.png', boxes: [car, car] },
      ],
    )
    const { texts, images, problems } = await writeToMemory(yolo, dataset)
    expect(Object.keys(images)).toEqual(['images/a.jpg.jpg', 'images/a.png.png'])
    expect(texts['labels/a.jpg.txt']!.split('\n')).toHaveLength(2)
    expect(texts['labels/a.png.txt']!.split('\n')).toHaveLength(3)
    expect(kindsOf(problems)).toEqual(['renamed', 'renamed', 'split-missing'])
  })

  it('never has a second folder "images" in a path, which Ultralytics would take for the one to replace', async () => {
    const { images, texts } = await writeToMemory(yolo, datasetOf(['car'], [{ path: 'images/x/a.jpg', boxes: [car] }]))
    expect(Object.keys(images)).toEqual(['images/x/a.jpg'])
    expect(texts['labels/x/a.txt']).toBeDefined()
  })

  it('quotes class names that YAML would take for something else', async () => {
    const names = ['no', 'on', '1', 'null', 'a: b', '- c', '#d', 'é "x"']
    const { texts } = await writeToMemory(yolo, datasetOf(names, [{ path: 'a.jpg' }]))
    // Version 1.1 is what Python's reader understands.
    expect(Object.values(parse(texts['data.yaml']!, { version: '1.1' }).names)).toEqual(names)
  })

  it('reports ignore regions and does not take their image for an empty one', async () => {
    const ignored = labelled('car', [0, 0, 10, 10], { ignore: true })
    const dataset = datasetOf(['car'], [{ path: 'a.jpg', isVerified: true, boxes: [ignored, ignored] }])
    const { texts, problems } = await writeToMemory(yolo, dataset)
    expect(texts['labels/a.txt']).toBeUndefined()
    expect(problems.at(-1)).toMatchObject({
      severity: 'warning',
      kind: 'ignore-left-out',
      message: '2 ignore regions left out: YOLO has none',
    })
  })
})
