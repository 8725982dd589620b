/** CreateML, LabelMe, Label Studio and VIA: what tools write, and what comes back of it. */
import { describe, expect, it } from 'vitest'
import { createml } from '../../../main/engine/formats/createml.ts'
import { memoryTree } from '../../../main/engine/formats/fileTree.ts'
import type { Format, LabelledBox } from '../../../main/engine/formats/format.ts'
import { detectFormat } from '../../../main/engine/formats/index.ts'
import { labelme } from '../../../main/engine/formats/labelme.ts'
import { labelstudio } from '../../../main/engine/formats/labelstudio.ts'
import { via } from '../../../main/engine/formats/via.ts'
import { cornersOf, kindsOf, readAll, writtenAgain } from './support.ts'

const size = { width: 200, height: 100 }
const sizes = { 'a.jpg': size, 'b.jpg': size }
const text = (value: unknown): string => JSON.stringify(value, null, 2)
const found = async (format: Format, content: string, path = 'x.json') => {
  const { images, problems } = await readAll(format, memoryTree({ [path]: content }))
  return {
    boxes: images.flatMap(({ boxes }) => boxes.map((box) => [box.className, ...cornersOf(box)])),
    images,
    problems,
  }
}
const moveCar = (box: LabelledBox) => (box.className === 'car' ? { ...box, x1: box.x1 + 1 } : box)

describe('CreateML', () => {
  const car = { label: 'car', coordinates: { x: 50.5, y: 20, width: 11, height: 20 }, colour: 'red' }
  const bus = { label: 'bus', coordinates: { x: 100, y: 50, width: 20, height: 20 } }
  const document = text([
    { image: 'a.jpg', annotations: [car, bus], source: 7 },
    { image: 'b.jpg', annotations: [] },
  ])

  it('takes the coordinates for centre and size', async () => {
    expect((await found(createml, document)).boxes).toEqual([
      ['car', 45, 10, 56, 30],
      ['bus', 90, 40, 110, 60],
    ])
  })

  it('comes back letter by letter, and with a moved box but for its numbers', async () => {
    const { texts } = await writtenAgain(createml, { 'x.json': document }, sizes)
    const moved = await writtenAgain(createml, { 'x.json': document }, sizes, moveCar)
    expect(texts['_annotations.createml.json']).toBe(document)
    const expected = [
      {
        image: 'a.jpg',
        annotations: [{ ...car, coordinates: { x: 51, y: 20, width: 10, height: 20 } }, bus],
        source: 7,
      },
      { image: 'b.jpg', annotations: [] },
    ]
    expect(JSON.parse(moved.texts['_annotations.createml.json']!)).toEqual(expected)
  })

  it('joins the entries of one image, and reads the other names of the members', async () => {
    const entries = [car, bus].map((annotation) => ({ imagefilename: 'images/a.jpg', annotation: [annotation] }))
    const { boxes, images } = await found(createml, text(entries))
    expect(images).toHaveLength(1)
    expect(boxes.map(([name]) => name)).toEqual(['car', 'bus'])
  })

  it('tells which box of which image has no place', async () => {
    const { problems } = await found(
      createml,
      text([{ image: 'a.jpg', annotations: [car, { label: 'x', coordinates: { x: 1 } }] }]),
    )
    expect(problems).toMatchObject([
      { kind: 'object-broken', file: 'x.json', message: expect.stringContaining('box 2 of a.jpg: has no "label"') },
    ])
  })
})

describe('LabelMe', () => {
  const shape = (label: string, shape_type: string, points: number[][], more = {}) => ({
    label,
    points,
    group_id: null,
    shape_type,
    flags: {},
    ...more,
  })
  const shapes = [
    shape('car', 'rectangle', [
      [30, 40],
      [10, 20],
    ]),
    shape('tree', 'polygon', [
      [1, 9],
      [5, 2],
      [8, 7],
    ]),
    shape('tip', 'point', [[3, 3]]),
    // Radius 5: (3, 4) away.
    shape(
      'wheel',
      'circle',
      [
        [20, 30],
        [23, 34],
      ],
      { description: 'flat', flags: { difficult: true } },
    ),
  ]
  const document = text({
    version: '5.0.1',
    flags: { night: true },
    shapes,
    imagePath: '..\\photos\\a.jpg',
    imageData: null,
    imageHeight: 100,
    imageWidth: 200,
  })

  it('takes rectangles in any direction and the boxes around outlines, with remarks and flags', async () => {
    const { boxes, images, problems } = await found(labelme, document, 'a.json')
    expect(boxes).toEqual([
      ['car', 10, 20, 30, 40],
      ['tree', 1, 2, 8, 9],
      ['wheel', 15, 25, 25, 35],
    ])
    expect(images[0]!.boxes[2]).toMatchObject({ note: 'flat', difficult: true })
    expect(images[0]).toMatchObject({ references: ['a', '../photos/a.jpg', 'a.jpg'], size })
    expect(kindsOf(problems)).toEqual(['polygon-boxed', 'extras-kept'])
  })

  it('comes back letter by letter, points and flags of the image included', async () => {
    const { texts } = await writtenAgain(labelme, { 'a.json': document }, sizes)
    expect(texts['a.json']).toBe(document)
  })

  it('writes a moved outline as a rectangle and leaves the other shapes as they were', async () => {
    const { texts } = await writtenAgain(labelme, { 'a.json': document }, sizes, (box) =>
      box.className === 'wheel' ? { ...box, x1: 14 } : box,
    )
    const wheel = {
      ...shapes[3],
      shape_type: 'rectangle',
      points: [
        [14, 25],
        [25, 35],
      ],
    }
    expect(JSON.parse(texts['a.json']!).shapes).toEqual([...shapes.slice(0, 3), wheel])
  })

  it('keeps a picture inside the file out of the project', async () => {
    const picture = document.replace('"imageData": null', `"imageData": "${'A'.repeat(5000)}"`)
    const { images } = await found(labelme, picture, 'a.json')
    expect(JSON.stringify(images[0]!.extras).length).toBeLessThan(1000)
  })
})

describe('Label Studio', () => {
  const result = (label: string, value: object, type = 'rectanglelabels') => ({
    id: label,
    type,
    value: { ...value, [type]: [label] },
    from_name: 'label',
    to_name: 'image',
    original_width: 200,
    original_height: 100,
    image_rotation: 0,
  })
  const car = result('car', { x: 10, y: 20, width: 5, height: 50, rotation: 0 })
  const task = (annotations: object[], data: object = { image: '/data/upload/1/12ab34cd-a.jpg' }) => ({
    id: 1,
    data,
    annotations,
    predictions: [],
  })
  const answer = (results: object[], more = {}) => ({
    id: 3,
    result: results,
    was_cancelled: false,
    updated_at: '2024-01-01',
    ...more,
  })

  it('takes percent for shares of the image', async () => {
    const { boxes, images } = await found(labelstudio, text([task([answer([car])])]))
    expect(boxes).toEqual([['car', 0.1, 0.2, 0.15, 0.7]])
    expect(images[0]).toMatchObject({
      units: 'fractions',
      size,
      references: ['data/upload/1/12ab34cd-a.jpg', 'data/upload/1/a.jpg'],
    })
  })

  it('takes the box around a turned rectangle, in the shape of the picture', async () => {
    // 20 x 10 pixels at (100, 50), a quarter turn about that corner: it lies between x 90 and 100, y 50 and 70.
    const turned = result('car', { x: 50, y: 50, width: 10, height: 10, rotation: 90 })
    const { images, problems } = await found(labelstudio, text([task([answer([turned])])]))
    const [box] = images[0]!.boxes
    expect(
      [box!.x1 * 200, box!.y1 * 100, box!.x2 * 200, box!.y2 * 100].map((value) => Math.round(value * 1e6) / 1e6),
    ).toEqual([90, 50, 100, 70])
    expect(kindsOf(problems)).toEqual(['polygon-boxed'])
  })

  it('reads one of several annotations, the newest that nobody cancelled, and says so', async () => {
    const bus = result('bus', { x: 1, y: 1, width: 1, height: 1, rotation: 0 })
    const newer = answer([bus], { updated_at: '2024-02-01' })
    const cancelled = answer([bus, bus], { updated_at: '2024-03-01', was_cancelled: true })
    const { boxes, problems } = await found(labelstudio, text([task([answer([car]), newer, cancelled])]))
    expect(boxes.map(([name]) => name)).toEqual(['bus'])
    expect(problems).toMatchObject([{ kind: 'annotations-several', message: expect.stringContaining('2 annotations') }])
  })

  it('comes back letter by letter, with what is no box', async () => {
    const choice = { type: 'choices', value: { choices: ['night'] }, from_name: 'time', to_name: 'image' }
    const document = text([task([answer([car, choice])]), task([answer([])], { image: 's3://bucket/b.jpg' })])
    const { texts } = await writtenAgain(labelstudio, { 'x.json': document }, sizes)
    expect(texts['tasks.json']).toBe(document)
  })

  it('reads predictions with their scores when no person answered', async () => {
    const predicted = { ...task([]), predictions: [{ result: [{ ...car, score: 0.75 }] }] }
    const { images } = await found(labelstudio, text([predicted]))
    expect(images[0]!.boxes[0]).toMatchObject({ className: 'car', score: 0.75 })
  })
})

describe('VIA', () => {
  const rect = {
    shape_attributes: { name: 'rect', x: 10, y: 20, width: 30, height: 5 },
    region_attributes: { Class: 'car', wet: 'no' },
  }
  const circle = {
    shape_attributes: { name: 'circle', cx: 50, cy: 50, r: 10.5 },
    region_attributes: { kind: { bus: false, tram: true } },
  }
  const outline = {
    shape_attributes: { name: 'polygon', all_points_x: [5, 9, 7], all_points_y: [1, 2, 8] },
    region_attributes: {},
  }
  const metadata = {
    'a.jpg123': { filename: 'a.jpg', size: 123, regions: [rect, circle, outline], file_attributes: { place: 'x' } },
    'b.jpg456': { filename: 'b.jpg', size: 456, regions: [], file_attributes: {} },
  }
  const project = text({ _via_settings: { ui: {} }, _via_img_metadata: metadata, _via_attributes: { region: {} } })
  const expected = [
    ['car', 10, 20, 40, 25],
    ['tram', 39.5, 39.5, 60.5, 60.5],
    ['region', 5, 1, 9, 8],
  ]

  it.each([
    ['a project', project],
    ['its annotations alone', text(metadata)],
    ['version 1', text({ 'a.jpg123': { ...metadata['a.jpg123'], regions: { 0: rect, 1: circle, 2: outline } } })],
  ])('reads %s, and writes it again letter by letter', async (_, document) => {
    expect((await found(via, document)).boxes).toEqual(expected)
    const { texts } = await writtenAgain(via, { 'x.json': document }, sizes)
    expect(texts['via_region_data.json']).toBe(document)
  })

  it('changes the shape of a moved region and keeps its attributes', async () => {
    const { texts } = await writtenAgain(via, { 'x.json': project }, sizes, moveCar)
    const [first, ...others] = JSON.parse(texts['via_region_data.json']!)._via_img_metadata['a.jpg123'].regions
    expect(first).toEqual({ ...rect, shape_attributes: { name: 'rect', x: 11, y: 20, width: 29, height: 5 } })
    expect(others).toEqual([circle, outline])
  })

  it('reads the CSV table', async () => {
    const head = 'filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes\n'
    const field = (value: object): string => `"${JSON.stringify(value).replaceAll('"', '""')}"`
    const row = (region: typeof rect): string =>
      `a.jpg,123,"{}",1,0,${field(region.shape_attributes)},${field(region.region_attributes)}\n`
    const table = `${head}${row(rect)}${row(circle as never)}${row(outline as never)}b.jpg,456,"{}",0,0,"{}","{}"\n`
    const { boxes, images } = await found(via, table, 'via.csv')
    expect(boxes).toEqual(expected)
    expect(images.map(({ references }) => references)).toEqual([['a.jpg'], ['b.jpg']])
    expect((await detectFormat(memoryTree({ 'via.csv': table }))).format?.id).toBe('via')
  })
})
