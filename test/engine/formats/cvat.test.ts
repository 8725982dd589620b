import { describe, expect, it } from 'vitest'
import { cvat } from '../../../main/engine/formats/cvat.ts'
import { memoryTree } from '../../../main/engine/formats/fileTree.ts'
import { detectFormat } from '../../../main/engine/formats/index.ts'
import { cornersOf, kindsOf, readAll, writtenAgain } from './support.ts'

const size = { width: 200, height: 100 }
const sizes = { 'a.jpg': size, 'b.jpg': size }
const image = (name: string, inner: string): string =>
  `<image id="7" name="${name}" width="200" height="100" task_id="3">${inner}</image>`
const documentOf = (inner: string): string => `<?xml version="1.0" encoding="utf-8"?>
<annotations><version>1.1</version>
<meta><task><labels><label><name>bus</name></label><label><name>car</name></label></labels></task></meta>
  ${inner}
</annotations>
`
const box =
  '<box label="car" source="manual" occluded="1" xtl="10.50" ytl="20" xbr="30" ybr="40" z_order="2"><attribute name="colour">red</attribute></box>'
const outlines =
  '<polygon label="bus" points="1,9;5,2;8.5,7"/><ellipse label="bus" cx="50" cy="50" rx="10" ry="5"/><mask label="bus" rle="3" left="7" top="8" width="20" height="10"/>'
const points = '<points label="car" points="1,2"/><tag label="night"></tag>'
const read = (text: string) => readAll(cvat, memoryTree({ 'annotations.xml': text }))

describe('CVAT for images', () => {
  const document = documentOf(image('a.jpg', `\n${box}\n${points}${outlines}`) + image('b.jpg', ''))

  it('takes boxes, the boxes around outlines and masks, and the labels of the task in their order', async () => {
    const { images, problems, classes } = await read(document)
    expect(images[0]!.boxes.map((some) => [some.className, some.occluded, ...cornersOf(some)])).toEqual([
      ['car', 1, 10.5, 20, 30, 40],
      ['bus', null, 1, 2, 8.5, 9],
      ['bus', null, 40, 45, 60, 55],
      ['bus', null, 7, 8, 27, 18],
    ])
    expect(images[0]!.size).toEqual(size)
    expect(classes).toEqual([['bus', 'car']])
    expect(kindsOf(problems)).toEqual(['polygon-boxed', 'extras-kept'])
  })

  it('takes the box around a turned box', async () => {
    // 20 x 10 about (20, 25), a quarter turn: 10 x 20 about the same point.
    const { images, problems } = await read(
      documentOf(image('a.jpg', '<box label="car" xtl="10" ytl="20" xbr="30" ybr="30" rotation="90"/>')),
    )
    expect(cornersOf(images[0]!.boxes[0]!).map((value) => Math.round(value * 1e6) / 1e6)).toEqual([15, 15, 25, 35])
    expect(kindsOf(problems)).toEqual(['polygon-boxed'])
  })

  it('comes back letter by letter', async () => {
    const { texts } = await writtenAgain(cvat, { 'annotations.xml': document }, sizes)
    expect(texts['annotations.xml']).toBe(document)
  })

  it('changes the corner of a moved box, and makes a moved outline a box', async () => {
    const { texts } = await writtenAgain(cvat, { 'annotations.xml': document }, sizes, (some) => {
      if (some.className === 'car') return { ...some, x1: 11 }
      return some.x1 === 1 ? { ...some, x1: 2 } : some
    })
    const expected = document
      .replace('xtl="10.50"', 'xtl="11"')
      .replace(
        '<polygon label="bus" points="1,9;5,2;8.5,7"/>',
        '<box label="bus" xtl="2" ytl="2" xbr="8.5" ybr="9"></box>',
      )
    expect(texts['annotations.xml']).toBe(expected)
  })

  it('tells images of the same name in several tasks apart by their subset', async () => {
    const both = ['Train', 'Test']
      .map((subset) => image('a.jpg', box).replace('task_id="3"', `subset="${subset}"`))
      .join('')
    const { images } = await read(documentOf(both))
    expect(images.map(({ references, split }) => [references, split])).toEqual([
      [['Train/a.jpg', 'a.jpg'], 'train'],
      [['Test/a.jpg', 'a.jpg'], 'test'],
    ])
  })

  it('never expands the entities of a document', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b "bang"><!ENTITY c "&b;&b;&b;">]>${documentOf(image('a.jpg', box.replace('car', '&c;'))).split('?>')[1]}`
    expect((await read(bomb)).images[0]!.boxes[0]!.className).toBe('&c;')
  })
})

describe('CVAT for video', () => {
  const track = `<track id="0" label="car">
    <box frame="0" outside="0" occluded="0" keyframe="1" xtl="1" ytl="2" xbr="3" ybr="4"/>
    <box frame="1" outside="0" occluded="1" keyframe="0" xtl="2" ytl="2" xbr="4" ybr="4"/>
    <box frame="2" outside="1" occluded="1" keyframe="1" xtl="2" ytl="2" xbr="4" ybr="4"/></track>`

  it('gives each frame its boxes, but not those of a track that has left the picture', async () => {
    const { images } = await read(documentOf(`${track}${track.replace('car', 'bus')}`))
    expect(
      images.map(({ references, boxes }) => [references[0], boxes.map((some) => [some.className, some.x1])]),
    ).toEqual([
      [
        'frame_000000',
        [
          ['car', 1],
          ['bus', 1],
        ],
      ],
      [
        'frame_000001',
        [
          ['car', 2],
          ['bus', 2],
        ],
      ],
    ])
  })

  it('is recognised', async () => {
    const { format, candidates } = await detectFormat(memoryTree({ 'annotations.xml': documentOf(track) }))
    expect([format?.id, candidates[0]!.classes]).toEqual(['cvat', ['bus', 'car']])
  })
})
