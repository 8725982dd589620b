/** One table over all formats: what is written and read again is the same, up to what the format says it keeps. */
import { describe, expect, it } from 'vitest'
import { memoryTree } from '../../../main/engine/formats/fileTree.ts'
import type { Dataset, DatasetImage, Format, Keeps, LabelledBox } from '../../../main/engine/formats/format.ts'
import { detectFormat, formats } from '../../../main/engine/formats/index.ts'
import { indexImages } from '../../../main/engine/formats/matchImages.ts'
import { placeBoxes } from '../../../main/engine/formats/placeBoxes.ts'
import type { Occlusion } from '../../../shared/model.ts'
import { datasetOf, labelled, readAll, writeToMemory } from './support.ts'

const classNames = ['car', 'traffic light', '사람', 'no', 'never seen']
const large = { width: 1242, height: 375 }

const images = [
  {
    path: 'day/a.jpg',
    size: large,
    split: 'train',
    boxes: [
      labelled('car', [0, 0, 1242, 375]),
      labelled('traffic light', [0, 10.123456789, 1 / 3, 11.123456789], { difficult: true }),
      labelled('no', [1241, 374, 1242, 375], { truncated: 1, occluded: 1 }),
    ],
  },
  // The same name in another folder, the same stem with another extension, and names that are not ASCII.
  { path: 'night/a.jpg', split: 'val', boxes: [labelled('사람', [33.3, 12.5, 66.6, 49.9])] },
  { path: 'night/a.png', split: 'val', boxes: [labelled('car', [1, 1, 99, 49], { truncated: 0, occluded: 0 })] },
  { path: '밤 사진/café (1).jpeg', split: 'test', isVerified: true, boxes: [labelled('car', [5, 5, 6, 6])] },
  { path: 'empty.jpg', split: 'train', isVerified: true },
  {
    path: 'levels.png',
    split: 'train',
    boxes: ([0, 1, 2, 3, null] as const).map((occluded: Occlusion | null, index) =>
      labelled('car', [10 * index, 5, 10 * index + 8, 20], {
        occluded,
        truncated: occluded === null ? null : occluded / 4,
      }),
    ),
  },
  {
    path: 'ignored.png',
    split: 'train',
    boxes: [labelled('car', [1, 2, 30, 40], { ignore: true }), labelled(null, [50, 2, 80, 40], { ignore: true })],
  },
] as const

function keptBox(box: LabelledBox, { id, keeps }: Format): LabelledBox | null {
  if (box.ignore && keeps.ignoreRegions === 'no') return null
  if (box.ignore && keeps.ignoreRegions === 'withClass' && box.className === null) return null
  const flag = (value: number | null): number | null => (value === null ? null : Math.ceil(value) && 1)
  return {
    ...box,
    className: box.ignore && keeps.ignoreRegions === 'withoutClass' ? null : box.className,
    difficult: keeps.difficult && box.difficult,
    // Results must have a score; a person's box is certain.
    score: id === 'cocoResults' || id === 'kittiResults' ? 1 : null,
    // VOC's readers expect <truncated>, so "nobody said" becomes "no".
    truncated: { no: null, yesOrNo: flag(box.truncated) ?? (id === 'voc' ? 0 : null), share: box.truncated }[
      keeps.truncated
    ],
    occluded: { no: null, yesOrNo: flag(box.occluded), level: box.occluded }[keeps.occluded] as Occlusion | null,
  }
}

async function expected(dataset: Dataset, image: DatasetImage, format: Format) {
  const { keeps } = format
  const all = await dataset.boxesOf(image)
  const boxes = all.map((box) => keptBox(box, format)).filter((box) => box !== null)
  const isVerified =
    image.isVerified && (keeps.verified === 'always' || (keeps.verified === 'emptyOnly' && all.length === 0))
  return { boxes, isVerified, split: keeps.split ? image.split : null }
}

async function backFrom(format: Format, dataset: Dataset) {
  const { texts } = await writeToMemory(format, dataset)
  const { images: read, problems, classes } = await readAll(format, memoryTree(texts))
  const index = indexImages(dataset.images.map((image) => ({ ...image, rootPath: '/photos' })))
  const byPath = new Map(
    read.map((labelledImage) => {
      const match = index.match(labelledImage.references)
      if (match.kind !== 'matched') throw new Error(`${labelledImage.references} is ${match.kind}`)
      return [match.image.path, { ...labelledImage, ...placeBoxes(labelledImage, match.image.size) }]
    }),
  )
  return { byPath, problems, classes }
}

function expectSameBoxes(
  actual: readonly LabelledBox[],
  wanted: readonly LabelledBox[],
  image: DatasetImage,
  keeps: Keeps,
) {
  const { precision } = keeps
  const [x, y] = [image.size.width, image.size.height].map((side) =>
    'pixels' in precision ? precision.pixels : precision.share * side,
  ) as [number, number]
  expect(actual).toHaveLength(wanted.length)
  for (const [index, box] of wanted.entries()) {
    const other = actual[index]!
    const { x1, y1, x2, y2, extras: _, ...labels } = box
    expect(other).toMatchObject(labels)
    const away = Math.max(
      Math.abs(other.x1 - x1) / x,
      Math.abs(other.x2 - x2) / x,
      Math.abs(other.y1 - y1) / y,
      Math.abs(other.y2 - y2) / y,
    )
    // The last digit of a printed decimal is itself not exact in binary.
    expect(away).toBeLessThanOrEqual(1 + 1e-6)
  }
}

describe.each(formats.map((format) => [format.label, format] as const))('%s', (_, format) => {
  // Boxes thinner than a pixel do not survive whole numbers.
  const given = format.id === 'voc' ? images.slice(1) : images
  const dataset = datasetOf(classNames, given)

  it('reads what it wrote', async () => {
    const { byPath, problems, classes } = await backFrom(format, dataset)
    for (const image of dataset.images) {
      const wanted = await expected(dataset, image, format)
      const actual = byPath.get(image.path)
      if (wanted.boxes.length === 0 && !wanted.isVerified && !actual) continue
      expectSameBoxes(actual!.boxes, wanted.boxes, image, format.keeps)
      expect({ isVerified: actual!.isVerified, split: actual!.split }).toEqual({
        isVerified: wanted.isVerified,
        split: wanted.split,
      })
      expect(actual!.problems).toEqual([])
    }
    expect(problems).toEqual([])
    expect(classes).toEqual(format.keeps.classList ? Array(classes.length || 1).fill(classNames) : [])
  })

  it('recognises what it wrote', async () => {
    const { texts } = await writeToMemory(format, dataset)
    expect((await detectFormat(memoryTree(texts))).format?.id).toBe(format.id)
  })

  it('writes the same again from what it read', async () => {
    const { byPath } = await backFrom(format, dataset)
    const again: Dataset = { ...dataset, boxesOf: (image) => byPath.get(image.path)?.boxes ?? [] }
    const [first, second] = [await writeToMemory(format, dataset), await writeToMemory(format, again)]
    const changed = Object.keys(first.texts).filter((path) => first.texts[path] !== second.texts[path])
    expect(changed.filter((path) => !path.endsWith('.json'))).toEqual([])
  })
})
