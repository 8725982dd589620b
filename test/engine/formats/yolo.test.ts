import { describe, expect, it } from 'vitest'
import { memoryTree } from '../../../main/engine/formats/fileTree.ts'
import { yolo } from '../../../main/engine/formats/yolo.ts'
import { cornersOf, kindsOf, labelled, readAll } from './support.ts'

const read = (text: string, classes = 'car\nbus\n') =>
  readAll(yolo, memoryTree({ 'a.txt': text, 'classes.txt': classes }))

describe('reading YOLO lines', () => {
  it('turns centre and size into corners, in shares of the image', async () => {
    const { images, problems, classes } = await read('1 0.5 0.25 0.5 0.25\n')
    // x: 0.5 ± 0.25, y: 0.25 ± 0.125.
    expect(images).toMatchObject([
      {
        references: ['a'],
        sourceFile: 'a.txt',
        size: null,
        units: 'fractions',
        boxes: [
          {
            ...labelled('bus', [0.25, 0.125, 0.75, 0.375], { extras: { yolo: { row: '1 0.5 0.25 0.5 0.25' } } }),
            line: 1,
          },
        ],
        isVerified: false,
        split: null,
      },
    ])
    expect(problems).toEqual([])
    expect(classes).toEqual([['car', 'bus']])
  })

  it('takes tabs, several blanks, CRLF, blank lines, a byte order mark and "1.0" as a class', async () => {
    const { images, problems } = await read('\ufeff0 .5 .5 .2 .2\r\n\r\n 1.0\t0.5  0.5\t0.2 2e-1 \r\n')
    expect(images[0]!.boxes.map(({ className, line }) => [className, line])).toEqual([
      ['car', 1],
      ['bus', 3],
    ])
    expect(problems).toEqual([])
  })

  it('keeps a sixth column as a score, with one note for the file', async () => {
    const { images, problems } = await read('0 0.5 0.5 0.2 0.2 0.875\n0 0.5 0.5 0.2 0.2 0.5\n')
    expect(images[0]!.boxes.map((box) => box.score)).toEqual([0.875, 0.5])
    expect(problems).toMatchObject([{ severity: 'note', kind: 'score-read', line: null }])
    expect(problems[0]!.message).toMatch(/^2 lines/)
  })

  it('takes the box around a polygon, with a note', async () => {
    const { images, problems } = await read('0 0.1 0.3 0.4 0.2 0.3 0.6\n')
    expect(cornersOf(images[0]!.boxes[0]!)).toEqual([0.1, 0.2, 0.4, 0.6])
    expect(images[0]!.boxes[0]!.extras).toEqual({ yolo: { row: '0 0.1 0.3 0.4 0.2 0.3 0.6' } })
    expect(kindsOf(problems)).toEqual(['polygon-boxed'])
  })

  it('does not take the score behind a polygon for a coordinate', async () => {
    const { images } = await read('0 0.1 0.3 0.4 0.2 0.3 0.6 0.99\n')
    expect(cornersOf(images[0]!.boxes[0]!)).toEqual([0.1, 0.2, 0.4, 0.6])
    expect(images[0]!.boxes[0]!.score).toBe(0.99)
  })

  it('does not take keypoints for a polygon when data.yaml speaks of them', async () => {
    const yaml = 'names: [person]\nkpt_shape: [1, 3]\n'
    const tree = memoryTree({ 'data.yaml': yaml, 'labels/a.txt': '0 0.5 0.5 0.2 0.4 0.9 0.9 2\n' })
    const { images, problems } = await readAll(yolo, tree)
    expect(cornersOf(images[0]!.boxes[0]!)).toEqual([0.4, 0.3, 0.6, 0.7])
    expect(images[0]!.boxes[0]!.extras).toEqual({ yolo: { row: '0 0.5 0.5 0.2 0.4 0.9 0.9 2' } })
    expect(kindsOf(problems)).toEqual(['extras-kept'])
  })

  it('names file and line of a class that the list does not have', async () => {
    const { images, problems } = await read('0 0.5 0.5 0.2 0.2\n2 0.5 0.5 0.2 0.2\n')
    expect(images[0]!.boxes).toHaveLength(1)
    expect(problems).toEqual([
      {
        severity: 'error',
        file: 'a.txt',
        line: 2,
        kind: 'class-unknown',
        message: 'class 2 is not in classes.txt, which has 2 names from 0; the box was left out',
      },
    ])
  })

  it.each([
    ['0 0.5 0.5 0.2', 'has 4 numbers where a box needs 5'],
    ['0 0.5 abc 0.2 0.2', '"abc" is not a number'],
    ['0 0.5 nan 0.2 0.2', '"nan" is not a number'],
    ['1.5 0.5 0.5 0.2 0.2', '"1.5" is not the number of a class'],
    ['-1 0.5 0.5 0.2 0.2', '"-1" is not the number of a class'],
  ])('leaves out the line %j alone', async (line, reason) => {
    const { images, problems } = await read(`0 0.5 0.5 0.2 0.2\n${line}\n0 0.5 0.5 0.2 0.2\n`)
    expect(images[0]!.boxes.map((box) => box.line)).toEqual([1, 3])
    expect(problems).toMatchObject([{ severity: 'error', kind: 'line-broken', line: 2 }])
    expect(problems[0]!.message).toContain(reason)
  })

  it('recognises pixels where shares belong', async () => {
    const { problems } = await read('0 320 240 100 50\n')
    expect(problems).toMatchObject([{ severity: 'error', kind: 'not-normalised', line: 1 }])
  })

  it('takes an empty file for an image on which there is nothing', async () => {
    expect((await read('')).images).toMatchObject([{ boxes: [], isVerified: true }])
    expect((await read(' \n\n')).images).toMatchObject([{ boxes: [], isVerified: true }])
  })

  it('does not take a file of which nothing could be read for an empty one', async () => {
    expect((await read('9 0.5 0.5 0.2 0.2\n')).images).toMatchObject([{ boxes: [], isVerified: false }])
  })
})

describe('YOLO layouts', () => {
  const line = '0 0.5 0.5 0.2 0.2\n'
  const sourcesOf = async (files: Record<string, string>) => {
    const { images, problems } = await readAll(yolo, memoryTree(files))
    const found = images.map(({ references, split, boxes }) => [references[0], split, boxes[0]?.className])
    return { found, kinds: kindsOf(problems) }
  }

  it('reads the flat folder of labelImg', async () => {
    expect(await sourcesOf({ 'classes.txt': 'car\n', 'a.txt': line, 'x/b.txt': line })).toEqual({
      found: [
        ['a', null, 'car'],
        ['x/b', null, 'car'],
      ],
      kinds: [],
    })
  })

  it('reads data.yaml with images/ and labels/ as Ultralytics has them', async () => {
    const files = {
      'data.yaml': 'train: images/train\nnc: 1\nnames: [car]\n',
      'labels/train/a.txt': line,
      'labels/val2017/b.txt': line,
    }
    expect(await sourcesOf({ ...files, 'images/train/a.jpg': '' })).toEqual({
      found: [
        ['labels/train/a', 'train', 'car'],
        ['labels/val2017/b', 'val', 'car'],
      ],
      kinds: [],
    })
  })

  it('reads train/labels as Roboflow has them, and says which text files it passed over', async () => {
    const files = { 'data.yaml': 'names:\n  0: car\n', 'train/labels/a.txt': line, 'valid/labels/b.txt': line }
    expect(await sourcesOf({ ...files, 'README.dataset.txt': 'exported' })).toEqual({
      found: [
        ['train/labels/a', 'train', 'car'],
        ['valid/labels/b', 'val', 'car'],
      ],
      kinds: ['files-ignored'],
    })
  })

  it('reads obj.data, obj.names and the lists of Darknet', async () => {
    const files = {
      'obj.data': 'classes= 1\nnames = /home/me/data/obj.names\n',
      'obj.names': 'car\n',
      'train.txt': 'obj_train_data/a.jpg\n',
    }
    expect(await sourcesOf({ ...files, 'obj_train_data/a.txt': line })).toEqual({
      found: [['obj_train_data/a', 'train', 'car']],
      kinds: [],
    })
  })

  it.each([
    ['a folder with a name of its own', 'train: images/monday\nval: images/friday\n', {}],
    ['several folders', 'path: /elsewhere\ntrain: [images/monday, images/tuesday]\nval: images/friday\n', {}],
    [
      'lists',
      'train: a.txt\nval: ./b.txt\n',
      { 'a.txt': './images/monday/1.jpg\n', 'b.txt': 'D:\\x\\images\\friday\\1.jpg' },
    ],
    ['the older name of val', 'train: images/monday\nvalidation: images/friday\n', {}],
  ])('takes the parts from data.yaml when they are %s', async (_, parts, lists) => {
    const tree = { 'data.yaml': `${parts}names: {0: car}\n`, ...lists }
    const labels = { 'labels/monday/1.txt': line, 'labels/friday/1.txt': line }
    expect((await sourcesOf({ ...tree, ...labels })).found).toEqual([
      ['labels/friday/1', 'val', 'car'],
      ['labels/monday/1', 'train', 'car'],
    ])
  })

  it('gives no part when train and val are the same images', async () => {
    const tree = { 'data.yaml': 'train: images\nval: images\nnames: [car]\n', 'labels/a.txt': line }
    expect((await sourcesOf(tree)).found).toEqual([['labels/a', null, 'car']])
  })

  it('reads the class list that obj.data names, whatever it is called', async () => {
    const files = { 'my.data': 'names=data/kinds.txt', 'kinds.txt': 'car\n', 'a.txt': line }
    expect((await sourcesOf(files)).found).toEqual([['a', null, 'car']])
  })

  it('reads an image called like a list', async () => {
    const files = { 'data.yaml': 'names: [car]', 'labels/train.txt': line, 'labels/classes.txt': line }
    expect((await sourcesOf(files)).found).toEqual([
      ['labels/classes', null, 'car'],
      ['labels/train', null, 'car'],
    ])
  })

  it('passes over text that is no label file', async () => {
    const { found, kinds } = await sourcesOf({ 'classes.txt': 'car\n', 'notes.txt': 'buy milk\n', 'a.txt': line })
    expect(found).toEqual([['a', null, 'car']])
    expect(kinds).toEqual(['file-foreign'])
  })

  it('is recognised by a line, or by a class list with empty files', async () => {
    const [plain, empty, foreign, none] = await Promise.all(
      [{ 'a.txt': line }, { 'data.yaml': 'names: [car]', 'labels/a.txt': '' }, { 'a.txt': 'milk' }, {}].map((files) =>
        yolo.detect(memoryTree(files as Record<string, string>)),
      ),
    )
    expect([plain, empty, foreign, none].map((detection) => detection!.labelFiles)).toEqual([1, 1, 0, 0])
    expect(foreign!.reason).toBe('the text files hold no YOLO lines')
  })
})
