/** A file that nobody touched comes back letter by letter; a changed box changes its own row alone. */
import { describe, expect, it } from 'vitest'
import type { LabelledBox } from '../../../main/engine/formats/format.ts'
import { kitti } from '../../../main/engine/formats/kitti.ts'
import { voc } from '../../../main/engine/formats/voc.ts'
import { yolo } from '../../../main/engine/formats/yolo.ts'
import { writtenAgain } from './support.ts'

const size = { width: 640, height: 480 }
const images = { 'a.jpg': size }

describe('YOLO', () => {
  const classes = { 'classes.txt': 'car\nbus\n' }
  const wide = 'labels/a.txt'
  const oddDigits =
    '1 0.50000000000000001 0.5 0.25 .25\r\n\r\n0.0\t0.1234567890123 0.75  0.1 0.1\r\n0 1e-1 0.25 0.1 0.1'

  it('keeps digits, blanks and line ends', async () => {
    const { texts } = await writtenAgain(yolo, { ...classes, [wide]: oddDigits }, images)
    expect(texts[wide]).toBe(oddDigits)
  })

  it('writes a moved box anew and leaves the others', async () => {
    // (0.5 - 0.25 / 2) * 640 = 240. Then it spans 0 to 400: centre 200 / 640, width 400 / 640.
    const move = (box: LabelledBox) => (box.x1 === 240 ? { ...box, x1: 0 } : box)
    const { texts } = await writtenAgain(yolo, { ...classes, [wide]: oddDigits }, images, move)
    const moved = '1 0.312500 0.500000 0.625000 0.250000'
    expect(texts[wide]).toBe(oddDigits.replace('1 0.50000000000000001 0.5 0.25 .25', moved))
  })

  it('keeps the digits of a relabelled box', async () => {
    const { texts } = await writtenAgain(yolo, { ...classes, [wide]: '0 0.5000001 .5 0.2 0.2\n' }, images, (box) => ({
      ...box,
      className: 'bus',
    }))
    expect(texts[wide]).toBe('1 0.5000001 .5 0.2 0.2\n')
  })

  it('keeps polygons when all are, and writes boxes when one is a box', async () => {
    const polygon = '0 0.1 0.1 0.5 0.1 0.3 0.6'
    const files = {
      ...classes,
      'labels/a.txt': `${polygon}\n${polygon}\n`,
      'labels/b.txt': `${polygon}\n0 0.5 0.5 0.2 0.2\n`,
    }
    const { texts } = await writtenAgain(yolo, files, { ...images, 'b.jpg': size })
    expect(texts['labels/a.txt']).toBe(files['labels/a.txt'])
    // Centre (0.1 + 0.5) / 2, (0.1 + 0.6) / 2; size 0.4 x 0.5.
    expect(texts['labels/b.txt']).toBe('0 0.300000 0.350000 0.400000 0.500000\n0 0.5 0.5 0.2 0.2\n')
  })

  it('never writes a score back, which trainers refuse', async () => {
    const { texts } = await writtenAgain(yolo, { ...classes, [wide]: '0 0.5 0.5 0.2 0.2 0.9\n' }, images)
    expect(texts[wide]).toBe('0 0.500000 0.500000 0.200000 0.200000\n')
  })

  it('keeps what data.yaml says beyond classes and parts', async () => {
    const yaml = 'train: images\nnames: [car]\nroboflow:\n  version: v2\n  license: CC BY 4.0\n'
    const { texts } = await writtenAgain(yolo, { 'data.yaml': yaml, [wide]: '0 0.5 0.5 0.2 0.2\n' }, images)
    expect(texts['data.yaml']).toContain('"roboflow": {"version":"v2","license":"CC BY 4.0"}\n')
  })
})

describe('KITTI', () => {
  const path = 'training/label_2/a.txt'
  const columns = '1.67 1.87 3.69 -16.53 2.39 58.49 1.57'

  it.each([
    ['more digits', `Car 0.123 0 1.85 10.5 20.125 30 40.0000 ${columns}\n`],
    [
      'CRLF and no end of the last line',
      `Car 0 0 1.85 10.50 20.00 30.00 40.00 ${columns}\r\nDontCare -1 -1 -10 1 2 3 4 -1 -1 -1 -1000 -1000 -1000 -10`,
    ],
    ['an unknown level of occlusion', `Car 0.00 7 1.85 10.50 20.00 30.00 40.00 ${columns}\n`],
  ])('keeps %s', async (_, text) => {
    const { texts } = await writtenAgain(kitti, { [path]: text }, images)
    expect(texts[path]).toBe(text)
  })

  it('writes a changed box with its 3D columns, and exactly 15 fields of a line with a score', async () => {
    const text = `Car 0.00 0 1.85 10.5 20.00 30.00 40.00 ${columns} 0.9\n`
    const { texts } = await writtenAgain(kitti, { [path]: text }, images, (box) => ({ ...box, x1: 12 }))
    expect(texts[path]).toBe(`Car 0.00 0 1.85 12.00 20.00 30.00 40.00 ${columns}\n`)
  })
})

describe('VOC', () => {
  const path = 'Annotations/a.xml'
  const text = `<?xml version="1.0" encoding="utf-8"?>\r
<annotation verified="no"><!-- by hand -->
  <folder>my</folder><filename>a.jpg</filename><owner><name>me &amp; you</name></owner>
  <object id="7"><name>car</name><bndbox><ymin>2</ymin><xmin>1.50</xmin><ymax>40</ymax><xmax>30</xmax></bndbox>
    <part><name>wheel</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></part></object>

  <object><name>bus</name><pose>Left</pose><truncated/><bndbox><xmin>5</xmin><ymin>6</ymin><xmax>70</xmax><ymax>80</ymax></bndbox></object>
  <segmented>0</segmented></annotation>`

  it('keeps the text with comments, parts, order and digits', async () => {
    const { texts } = await writtenAgain(voc, { [path]: text }, images)
    expect(texts[path]).toBe(text)
  })

  it('changes the numbers of a moved box, the flag of a truncated one and the class of a third alone', async () => {
    const move = (box: LabelledBox) =>
      box.className === 'car' ? { ...box, x2: 31 } : { ...box, truncated: 1, className: 'b<u>s' }
    const { texts } = await writtenAgain(voc, { [path]: text }, images, move)
    const moved = text.replace('1.50', '2').replace('<xmax>30<', '<xmax>31<')
    expect(texts[path]).toBe(
      moved.replace('<name>bus<', '<name>b&lt;u&gt;s<').replace('<truncated/>', '<truncated>1</truncated>'),
    )
  })

  it('drops the element of a deleted box', async () => {
    const { texts } = await writtenAgain(voc, { [path]: text }, images, (box) => (box.className === 'bus' ? null : box))
    expect(texts[path]).toContain('<object id="7">')
    expect(texts[path]).not.toContain('bus')
    expect(texts[path]).toMatch(/<\/object>\n {2}<segmented>/)
  })

  it('writes a box without a source among them in the style of the format', async () => {
    const { texts } = await writtenAgain(voc, { [path]: text }, images, (box) => ({ ...box, extras: null }))
    expect(texts[path]).toContain('<owner><name>me &amp; you</name></owner>')
    expect(texts[path]).toContain('<name>bus</name>\n\t\t<pose>Unspecified</pose>\n\t\t<truncated>0</truncated>')
  })

  it('marks the image as the project does', async () => {
    const verified = text.replace('verified="no"', 'verified="yes"').replace(/<object>.*<\/object>/s, '<object/>')
    // One object cannot be read, so nobody can say that the rest is all there is.
    const { texts } = await writtenAgain(voc, { [path]: verified }, images)
    expect(texts[path]).toContain('<annotation verified="no">')
  })
})
