/** CSV tables and OpenImages. */
import { describe, expect, it } from 'vitest'
import { csvRows } from '../../../main/engine/formats/csv.ts'
import { csv } from '../../../main/engine/formats/csvTable.ts'
import { memoryTree } from '../../../main/engine/formats/fileTree.ts'
import { detectFormat } from '../../../main/engine/formats/index.ts'
import { openimages } from '../../../main/engine/formats/openimages.ts'
import { cornersOf, readAll, writtenAgain } from './support.ts'

const sizes = { 'a.jpg': { width: 200, height: 100 }, 'b.jpg': { width: 50, height: 40 } }

describe('the rows of a CSV text', () => {
  const valuesOf = (text: string) => [...csvRows(text)].map(({ values, line }) => [line, ...values])

  it.each([
    [
      'a,b\n1,2\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'a,b\r\n\r\n1,',
      [
        [1, 'a', 'b'],
        [3, '1', ''],
      ],
    ],
    [
      '"a, ""b""","c\nd"\ne,f',
      [
        [1, 'a, "b"', 'c\nd'],
        [3, 'e', 'f'],
      ],
    ],
    [
      'a;b\n1;2',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    ['\ufeffa,b', [[1, 'a', 'b']]],
    [
      'a,"open\nb,c',
      [
        [1, 'a', '"open'],
        [2, 'b', 'c'],
      ],
    ],
  ])('of %j', (text, rows) => {
    expect(valuesOf(text)).toEqual(rows)
  })
})

describe('CSV tables', () => {
  const table = `filename,width,height,class,xmin,ymin,xmax,ymax,who
b.jpg,50,40,"red, car",1,2.50,30,40,me
a.jpg,200,100,bus,5,6,70,80,"you ""two"""
b.jpg,50,40,bus,1,1,9,9,me
`
  const read = (text: string) => readAll(csv, memoryTree({ 'train_labels.csv': text }))

  it('give each image its rows, its size and its part', async () => {
    const { images, problems } = await read(table)
    expect(
      images.map(({ references, size, split, boxes }) => [
        references[0],
        size,
        split,
        boxes.map(({ className }) => className),
      ]),
    ).toEqual([
      ['b.jpg', { width: 50, height: 40 }, 'train', ['red, car', 'bus']],
      ['a.jpg', { width: 200, height: 100 }, 'train', ['bus']],
    ])
    expect(problems).toEqual([])
  })

  it('come back letter by letter, in their own order, with the columns that nobody knows', async () => {
    const { texts } = await writtenAgain(csv, { 'x.csv': table }, sizes)
    expect(texts['_annotations.csv']).toBe(table)
  })

  it('change the fields of a moved and a relabelled box alone', async () => {
    const { texts } = await writtenAgain(csv, { 'x.csv': table }, sizes, (box) =>
      box.className === 'bus' ? { ...box, className: 'tram', x1: box.x1 + 1 } : box,
    )
    const expected = table.replace('bus,5,6', 'tram,6,6').replace('bus,1,1', 'tram,2,1')
    expect(texts['_annotations.csv']).toBe(expected)
  })

  it.each([
    ['of VoTT', '"image","xmin","ymin","xmax","ymax","label"\n"a.jpg",6.5,10.5,10,15,"car"\n'],
    ['of keras-retinanet, without a header', 'x/a.jpg,6.5,10.5,10,15,car\nx/b.jpg,,,,,\n'],
  ])('%s', async (_, text) => {
    const { images } = await read(text)
    expect([images[0]!.boxes[0]!.className, cornersOf(images[0]!.boxes[0]!)]).toEqual(['car', [6.5, 10.5, 10, 15]])
  })

  it('tell row and value that are no coordinate', async () => {
    const { images, problems } = await read(table.replace('70', 'wide'))
    expect(images.map(({ boxes }) => boxes.length)).toEqual([2])
    expect(problems).toMatchObject([
      {
        kind: 'line-broken',
        file: 'train_labels.csv',
        line: 3,
        message: 'has "wide" where a coordinate should be; the row was left out',
      },
    ])
  })
})

describe('OpenImages', () => {
  const names = '/m/01,Car\n/m/02,Tree\n'
  const table = `ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside
a,xclick,/m/02,1,0.25,0.5,0.10,0.50,1,0,0,0,0
a,activemil,/m/01,0.75,0.5,1,0.5,1,-1,-1,1,-1,-1
`
  const files = { 'class-descriptions-boxable.csv': names, 'train-annotations-bbox.csv': table }

  it('names classes by the table of descriptions, and takes groups for ignore regions', async () => {
    const { images, classes } = await readAll(openimages, memoryTree(files))
    expect(images[0]).toMatchObject({ references: ['a'], split: 'train', units: 'fractions' })
    expect(images[0]!.boxes).toMatchObject([
      { className: 'Tree', x1: 0.25, y1: 0.1, x2: 0.5, y2: 0.5, occluded: 1, truncated: 0, ignore: false, score: null },
      { className: 'Car', occluded: null, truncated: null, ignore: true, score: 0.75 },
    ])
    expect(classes).toEqual([['Car', 'Tree']])
  })

  it('comes back letter by letter, with the ids of the classes', async () => {
    const { texts } = await writtenAgain(openimages, files, sizes)
    expect(texts['annotations/train-annotations-bbox.csv']).toBe(table)
    expect(texts['annotations/class-descriptions.csv']).toBe(`LabelName,DisplayName\n${names}`)
  })

  it('is told from other tables', async () => {
    expect((await detectFormat(memoryTree(files))).format?.id).toBe('openimages')
  })
})
