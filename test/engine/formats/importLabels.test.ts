import { describe, expect, it } from 'vitest'
import { type FileTree, memoryTree } from '../../../main/engine/formats/fileTree.ts'
import type { Format } from '../../../main/engine/formats/format.ts'
import { type ImportItem, type ImportTarget, importLabels } from '../../../main/engine/formats/importLabels.ts'
import { detectFormat, formatOf } from '../../../main/engine/formats/index.ts'
import { indexImages } from '../../../main/engine/formats/matchImages.ts'
import { costOf } from '../../../main/engine/formats/problem.ts'
import { voc } from '../../../main/engine/formats/voc.ts'
import { yolo } from '../../../main/engine/formats/yolo.ts'
import { cornersOf } from './support.ts'

const targets = (...paths: string[]): ImportTarget[] =>
  paths.map((path) => ({ rootPath: '/photos', path, size: { width: 200, height: 100 } }))

async function run(format: Format, tree: FileTree, images: ImportTarget[]) {
  const items: ImportItem<ImportTarget>[] = []
  for await (const item of importLabels(format, tree, indexImages(images), {})) items.push(item)
  return {
    images: items.flatMap((item) => (item.kind === 'image' ? [item] : [])),
    problems: items.flatMap((item) => (item.kind === 'problem' ? [item.problem] : [])),
    classes: items.flatMap((item) => (item.kind === 'classes' ? [item.names] : [])),
  }
}

const line = '0 0.5 0.5 0.5 0.5\n'

describe('importing labels', () => {
  it('joins every labelled image with its image and puts the boxes into its pixels', async () => {
    const tree = memoryTree({ 'classes.txt': 'car\nbus\n', 'day/a.txt': line, 'b.txt': '' })
    const { images, problems, classes } = await run(yolo, tree, targets('day/a.JPG', 'b.png'))
    expect(images.map(({ image, isVerified, boxes }) => [image.path, isVerified, boxes.map(cornersOf)])).toEqual([
      ['b.png', true, []],
      // 200 x 100: the middle half is 50..150 x 25..75.
      ['day/a.JPG', false, [[50, 25, 150, 75]]],
    ])
    expect(problems).toEqual([])
    expect(classes).toEqual([['car', 'bus']])
  })

  it('names the closest image for a label file without one', async () => {
    const { images, problems } = await run(
      yolo,
      memoryTree({ 'classes.txt': 'car', 'IMG_7.txt': line }),
      targets('img_0007.jpg'),
    )
    expect(images).toEqual([])
    expect(problems).toMatchObject([
      {
        severity: 'error',
        kind: 'image-not-found',
        file: 'IMG_7.txt',
        message: 'is for IMG_7, which is not in the project; the closest name is img_0007.jpg',
      },
    ])
  })

  it('names the candidates when a label file may be for several images', async () => {
    const paths = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((folder) => `${folder}/1.jpg`)
    const { problems } = await run(yolo, memoryTree({ 'classes.txt': 'car', '1.txt': line }), targets(...paths))
    expect(problems).toMatchObject([{ kind: 'image-ambiguous' }])
    expect(problems[0]!.message).toBe(
      'is for 1, which may be any of a/1.jpg, b/1.jpg, c/1.jpg, d/1.jpg, e/1.jpg and 2 more',
    )
  })

  it('tells images of one name apart by the place of the labels', async () => {
    const tree = { ...memoryTree({ 'classes.txt': 'car', '1.txt': line }), root: '/photos/b' }
    const { images } = await run(yolo, tree, targets('a/1.jpg', 'b/1.jpg'))
    expect(images.map((item) => item.image.path)).toEqual(['b/1.jpg'])
  })

  it('takes one label file for an image and reports a second one', async () => {
    const tree = memoryTree({ 'classes.txt': 'car', 'x/1.txt': line, 'y/1.txt': line })
    const { images, problems } = await run(yolo, tree, targets('1.jpg'))
    expect(images.map((item) => item.sourceFile)).toEqual(['x/1.txt'])
    expect(problems).toMatchObject([{ severity: 'error', kind: 'image-twice', file: 'y/1.txt' }])
    expect(problems[0]!.message).toContain('x/1.txt')
  })

  it('does not leave an image verified of which a box was left out', async () => {
    const flat = '<bndbox><xmin>5</xmin><ymin>5</ymin><xmax>5</xmax><ymax>9</ymax></bndbox>'
    const text = `<annotation verified="yes"><object><name>car</name>${flat}</object></annotation>`
    const { images, problems } = await run(voc, memoryTree({ 'a.xml': text }), targets('a.jpg'))
    expect(images).toMatchObject([{ boxes: [], isVerified: false }])
    expect(problems.map((problem) => [problem.kind, costOf(problem)])).toEqual([['box-empty', 'box']])
  })

  it('leaves an image verified whose box was cut at the border', async () => {
    const wide = '<bndbox><xmin>0</xmin><ymin>5</ymin><xmax>201</xmax><ymax>9</ymax></bndbox>'
    const text = `<annotation verified="yes"><object><name>car</name>${wide}</object></annotation>`
    const { images, problems } = await run(voc, memoryTree({ 'a.xml': text }), targets('a.jpg'))
    expect(images).toMatchObject([{ isVerified: true, boxes: [{ x1: 0, x2: 200 }] }])
    expect(problems).toMatchObject([{ kind: 'clamped', severity: 'note' }])
  })

  it('reports a class name that a list has twice, and a folder that cannot be opened', async () => {
    const tree = { ...memoryTree({ 'classes.txt': 'car\ncar\n', 'a.txt': line }), unreadable: ['locked'] }
    const { problems } = await run(yolo, tree, targets('a.jpg'))
    expect(problems).toMatchObject([
      { kind: 'file-unreadable', file: 'locked' },
      { kind: 'class-twice', file: 'classes.txt' },
    ])
  })

  it('reports a file that vanished and reads the others', async () => {
    const sound = memoryTree({ 'classes.txt': 'car', 'a.txt': line })
    const { images, problems } = await run(yolo, { ...sound, files: [...sound.files, 'gone.txt'] }, targets('a.jpg'))
    expect(images).toHaveLength(1)
    expect(problems).toMatchObject([{ severity: 'error', kind: 'file-unreadable', file: 'gone.txt' }])
  })

  it('reads thousands of files one after the other, in order', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => String(index).padStart(4, '0'))
    const files = Object.fromEntries(names.map((name) => [`${name}.txt`, line]))
    let unfinished = 0
    let most = 0
    const tree = memoryTree({ ...files, 'classes.txt': 'car' })
    const read = async (path: string) => {
      most = Math.max(most, ++unfinished)
      const bytes = await tree.read(path)
      unfinished--
      return bytes
    }
    const { images } = await run(yolo, { ...tree, read }, targets(...names.map((name) => `${name}.jpg`)))
    expect(images.map((item) => item.sourceFile)).toEqual(Object.keys(files))
    expect(most).toBeLessThanOrEqual(16)
  })
})

describe('the registry', () => {
  it('gives a format by its id and refuses another', () => {
    expect(formatOf('yolo')).toBe(yolo)
    expect(() => formatOf('svg' as 'yolo')).toThrow(expect.objectContaining({ code: 'format-unknown' }))
  })

  it('recognises the format with the most label files and mentions the other', async () => {
    const tree = memoryTree({ 'a.xml': '<annotation/>', 'a.txt': line, 'b.txt': line })
    const { format, reason } = await detectFormat(tree)
    expect(format).toBe(yolo)
    expect(reason).toBe('2 text files with YOLO lines; there is also Pascal VOC (1 XML file with <annotation>)')
  })

  it('says why nothing was recognised', async () => {
    const { format, reason } = await detectFormat(memoryTree({ 'a.txt': 'milk' }), [voc, yolo])
    expect(format).toBeNull()
    expect(reason).toBe('Pascal VOC: there are no XML files with <annotation>\nYOLO: the text files hold no YOLO lines')
  })
})
