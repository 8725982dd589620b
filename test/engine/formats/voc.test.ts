import { describe, expect, it } from 'vitest'
import { memoryTree } from '../../../main/engine/formats/fileTree.ts'
import { voc } from '../../../main/engine/formats/voc.ts'
import { cornersOf, datasetOf, kindsOf, labelled, readAll, writeToMemory } from './support.ts'

const box = (corners: readonly number[]): string => {
  const [xmin, ymin, xmax, ymax] = corners
  return `<bndbox><xmin>${xmin}</xmin><ymin>${ymin}</ymin><xmax>${xmax}</xmax><ymax>${ymax}</ymax></bndbox>`
}
const object = (name: string, inner: string): string => `<object><name>${name}</name>${inner}</object>`
const file = (inner: string, attributes = ''): string =>
  `<annotation${attributes}><filename>a.jpg</filename><size><width>100</width><height>50</height></size>${inner}</annotation>`
const read = (text: string, options = {}) => readAll(voc, memoryTree({ 'Annotations/a.xml': text }), options)

describe('reading VOC', () => {
  it('takes name, corners and the flags of an object', async () => {
    const flags = '<pose>Left</pose><truncated>1</truncated><difficult>1</difficult><occluded>1</occluded>'
    const row = object('dark-red', flags + box([1, 2, 30.5, 40]))
    const { images, problems } = await read(file(row))
    const expected = { difficult: true, truncated: 1, occluded: 1, extras: { voc: { row } } } as const
    expect(problems).toEqual([])
    expect(images).toMatchObject([
      {
        references: ['Annotations/a.jpg', 'a.jpg'],
        sourceFile: 'Annotations/a.xml',
        size: { width: 100, height: 50 },
        units: 'pixels',
        boxes: [{ ...labelled('dark-red', [1, 2, 30.5, 40], expected), line: 1 }],
        isVerified: false,
        split: null,
      },
    ])
  })

  it('takes the corners in any order', async () => {
    const inner = '<bndbox><ymax>40</ymax><xmax>30</xmax><ymin>2</ymin><xmin>1</xmin></bndbox>'
    const { images } = await read(file(object('car', inner)))
    expect(cornersOf(images[0]!.boxes[0]!)).toEqual([1, 2, 30, 40])
  })

  it('takes coordinates as they are, or counted from 1', async () => {
    const text = file(object('car', box([1, 1, 100, 50])))
    const asIs = await read(text)
    const oneBased = await read(text, { vocCoordinates: 'oneBased' })
    expect(cornersOf(asIs.images[0]!.boxes[0]!)).toEqual([1, 1, 100, 50])
    expect(cornersOf(oneBased.images[0]!.boxes[0]!)).toEqual([0, 0, 100, 50])
  })

  it('says nothing of truncation and occlusion when the file does not', async () => {
    const { images } = await read(file(object('car', box([1, 2, 3, 4]))))
    expect(images[0]!.boxes[0]).toMatchObject({ difficult: false, truncated: null, occluded: null })
  })

  it('does not take a part for an object, and keeps parts and actions', async () => {
    const part = `<part><name>head</name>${box([5, 6, 7, 8])}</part>`
    const row = object('person', `${part}<actions><jumping>0</jumping></actions>${box([1, 2, 30, 40])}`)
    const { images, problems } = await read(file(row))
    const [person, ...others] = images[0]!.boxes
    expect(others).toEqual([])
    expect(cornersOf(person!)).toEqual([1, 2, 30, 40])
    expect(person!.extras).toEqual({ voc: { row } })
    expect(problems).toMatchObject([
      { severity: 'note', kind: 'extras-kept', message: expect.stringContaining('<part>') },
    ])
  })

  it('keeps class names letter by letter', async () => {
    const names = ['007', '1e5', 'true', 'a &amp; b', '&#52264;', '차']
    const { images } = await read(file(names.map((name) => object(name, box([1, 2, 3, 4]))).join('')))
    expect(images[0]!.boxes.map((read) => read.className)).toEqual(['007', '1e5', 'true', 'a & b', '차', '차'])
  })

  it('keeps that the image was verified', async () => {
    const [yes, no, never] = await Promise.all(
      [' verified="yes"', ' verified="no"', ''].map((flag) => read(file('', flag))),
    )
    expect([yes!.images[0]!.isVerified, no!.images[0]!.isVerified, never!.images[0]!.isVerified]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('does not call an image verified of which something could not be read', async () => {
    const { images, problems } = await read(file(`${object('car', '')}`, ' verified="yes"'))
    expect(images[0]).toMatchObject({ isVerified: false, boxes: [] })
    expect(problems).toMatchObject([{ kind: 'object-broken', message: expect.stringContaining('"car"') }])
  })

  it('names the line of an object without a usable box', async () => {
    const text = `<annotation>\n<filename>a.jpg</filename>\n${object('car', '<bndbox><xmin>one</xmin></bndbox>')}\n<object><name/></object>\n<object/></annotation>`
    const { problems } = await read(text)
    expect(problems).toMatchObject([
      { severity: 'error', kind: 'object-broken', line: 3, file: 'Annotations/a.xml' },
      { kind: 'object-broken', line: 4, message: 'an object has no <name> and was left out' },
      { kind: 'object-broken', line: 5 },
    ])
  })

  it('manages without a size, also one of 0 x 0', async () => {
    const none = await read(`<annotation><filename>a.jpg</filename>${object('car', box([1, 2, 3, 4]))}</annotation>`)
    const zero = await read('<annotation><size><width>0</width><height>0</height></size></annotation>')
    expect([none.images[0]!.size, zero.images[0]!.size]).toEqual([null, null])
    expect(zero.images[0]!.references).toEqual(['Annotations/a'])
  })

  it('reports broken XML with its line and reads the other files', async () => {
    const tree = memoryTree({ 'a.xml': '<annotation>\n<object>\n</annotation>', 'x/a.xml': file('') })
    const { images, problems } = await readAll(voc, tree)
    expect(problems).toMatchObject([{ severity: 'error', file: 'a.xml', line: 3, kind: 'file-broken' }])
    expect(images.map((image) => image.sourceFile)).toEqual(['x/a.xml'])
  })

  it.each(['', '   ', 'no xml', '\u0000\u0001', '<annotation'])('reports a file with %j', async (text) => {
    const { images, problems } = await read(text)
    expect(images).toEqual([])
    expect(problems).toMatchObject([{ kind: 'file-broken' }])
  })

  it('passes over XML of other kinds', async () => {
    const { images, problems } = await read('<project><name>a</name></project>')
    expect(images).toEqual([])
    expect(problems).toMatchObject([{ severity: 'warning', kind: 'file-foreign' }])
  })

  it('goes by the stem, then by <filename>, when one of the two was renamed', async () => {
    const { images, problems } = await readAll(voc, memoryTree({ 'x/0007.xml': file('') }))
    expect(images[0]!.references).toEqual(['x/0007', 'a.jpg'])
    expect(problems).toMatchObject([{ severity: 'note', kind: 'name-differs' }])
  })

  it('understands a <filename> from Windows and one without extension', async () => {
    const windows = '<annotation><filename>C:\\pictures\\a.JPG</filename></annotation>'
    const bare = '<annotation><filename>a</filename></annotation>'
    expect((await read(windows)).images[0]!.references).toEqual(['Annotations/a.JPG', 'C:/pictures/a.JPG'])
    expect((await read(bare)).images[0]!.references).toEqual(['Annotations/a', 'a'])
  })

  it('reads CRLF, a byte order mark and a declaration', async () => {
    const text = `\ufeff<?xml version="1.0" ?>\r\n${file(object('car', box([1, 2, 3, 4])).replaceAll('><', '>\r\n\t<'))}`
    const { images, problems } = await read(text)
    expect(problems).toEqual([])
    expect(images[0]!.boxes).toHaveLength(1)
  })

  it('is recognised by its outermost element', async () => {
    const tree = memoryTree({ 'a.xml': file(''), 'b.xml': file('') })
    expect(await voc.detect(tree)).toMatchObject({ labelFiles: 2, reason: '2 XML files with <annotation>' })
    expect((await voc.detect(memoryTree({ 'a.xml': '<annotations/>' }))).labelFiles).toBe(0)
  })
})

describe('writing VOC', () => {
  it('writes what labelImg writes, one file for each image', async () => {
    const car = labelled('a & b', [0.4, 1, 30.6, 40], { difficult: true, truncated: 0.3 })
    const { texts, images } = await writeToMemory(
      voc,
      datasetOf(['a & b'], [{ path: 'x/a.jpg', isVerified: true, boxes: [car] }]),
    )
    expect(images).toEqual({ 'JPEGImages/x/a.jpg': '/photos/x/a.jpg' })
    expect(texts).toEqual({
      'labelmap.txt': '# label:color_rgb:parts:actions\na & b:::\n',
      'Annotations/x/a.xml': [
        '<annotation verified="yes">',
        '\t<folder>JPEGImages</folder>',
        '\t<filename>a.jpg</filename>',
        '\t<source>',
        '\t\t<database>Unknown</database>',
        '\t</source>',
        '\t<size>',
        '\t\t<width>100</width>',
        '\t\t<height>50</height>',
        '\t\t<depth>3</depth>',
        '\t</size>',
        '\t<segmented>0</segmented>',
        '\t<object>',
        '\t\t<name>a &amp; b</name>',
        '\t\t<pose>Unspecified</pose>',
        '\t\t<truncated>1</truncated>',
        '\t\t<difficult>1</difficult>',
        '\t\t<bndbox>',
        '\t\t\t<xmin>0</xmin>',
        '\t\t\t<ymin>1</ymin>',
        '\t\t\t<xmax>31</xmax>',
        '\t\t\t<ymax>40</ymax>',
        '\t\t</bndbox>',
        '\t</object>',
        '</annotation>',
        '',
      ].join('\n'),
    })
  })

  it('adds 1 to the first corner when pixels count from 1', async () => {
    const dataset = datasetOf(['car'], [{ path: 'a.jpg', boxes: [labelled('car', [0, 0, 100, 50])] }])
    const { texts } = await writeToMemory(voc, dataset, { vocCoordinates: 'oneBased' })
    expect(texts['Annotations/a.xml']).toContain('<xmin>1</xmin>\n\t\t\t<ymin>1</ymin>\n\t\t\t<xmax>100</xmax>')
  })

  it('keeps a thin box a pixel wide, inside the image', async () => {
    // 10.1..10.4 rounds to 10..10; 99.8..100 to 100..100.
    const boxes = [labelled('car', [10.1, 0, 10.4, 50]), labelled('car', [99.8, 0, 100, 50])]
    const { texts } = await writeToMemory(voc, datasetOf(['car'], [{ path: 'a.jpg', boxes }]))
    const edges = [...texts['Annotations/a.xml']!.matchAll(/<x(?:min|max)>(\d+)/g)].map((match) => Number(match[1]))
    expect(edges).toEqual([10, 11, 99, 100])
  })

  it('lists the parts and reports ignore regions', async () => {
    const ignored = labelled(null, [0, 0, 10, 10], { ignore: true })
    const images = [
      { path: 'a.jpg', split: 'train', boxes: [ignored] },
      { path: 'b.jpg', split: 'val' },
      { path: 'c.jpg', split: 'train' },
    ] as const
    const { texts, problems } = await writeToMemory(voc, datasetOf([], images))
    expect(texts['ImageSets/Main/train.txt']).toBe('a\nc\n')
    expect(texts['ImageSets/Main/val.txt']).toBe('b\n')
    expect(kindsOf(problems)).toEqual(['ignore-left-out'])
    expect(problems[0]!.message).toBe('1 ignore region left out: VOC has none')
  })
})
