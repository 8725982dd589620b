/**
 * Broken and hostile files: whatever they hold, reading ends soon, tells what is wrong, gives boxes that lie in their image,
 * and what was read can be written and read again.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportDataset } from '../../../main/engine/formats/exportDataset.ts'
import { type FileTree, memoryTree, openTree } from '../../../main/engine/formats/fileTree.ts'
import type { Dataset, Format } from '../../../main/engine/formats/format.ts'
import { importLabels } from '../../../main/engine/formats/importLabels.ts'
import { detectFormat, formats } from '../../../main/engine/formats/index.ts'
import { indexImages } from '../../../main/engine/formats/matchImages.ts'
import { openZipBytes } from '../../../main/engine/formats/zipTree.ts'
import { memoryFolder } from '../../support/temporaryFolder.ts'
import { zipOf } from '../../support/zip.ts'
import { datasetOf, labelled, writeToMemory } from './support.ts'

const size = { width: 100, height: 50 }
const paths = ['a.jpg', 'day/b.jpg']
const targets = paths.map((path) => ({ rootPath: '/photos', path, size }))
const sample = datasetOf(
  ['car', 'traffic light'],
  [
    {
      path: 'a.jpg',
      split: 'train',
      boxes: [labelled('car', [1, 2, 30, 40]), labelled('traffic light', [5, 5, 60, 45])],
    },
    { path: 'day/b.jpg', split: 'val', boxes: [labelled('car', [10.5, 20.25, 33.125, 44])] },
  ],
)

async function readInto(format: Format, tree: FileTree) {
  const items = []
  for await (const item of importLabels(format, tree, indexImages(targets), {})) items.push(item)
  const images = items.filter((item) => item.kind === 'image')
  const sources = items.flatMap((item) => (item.kind === 'source' ? [item.source] : []))
  return { images, sources, problems: items.flatMap((item) => (item.kind === 'problem' ? [item.problem] : [])) }
}

type Read = Awaited<ReturnType<typeof readInto>>

function expectSound({ images, problems }: Read): void {
  for (const { x1, y1, x2, y2, className } of images.flatMap(({ boxes }) => boxes)) {
    expect(0 <= x1 && x1 < x2 && x2 <= size.width && 0 <= y1 && y1 < y2 && y2 <= size.height).toBe(true)
    expect(className === null || className.trim() !== '').toBe(true)
  }
  for (const { file, message } of problems) expect([file, message].every((text) => text.length > 0)).toBe(true)
}

function datasetFrom({ images, sources }: Read): Dataset {
  const read = new Map(images.map((item) => [item.image.path, item]))
  const names = images.flatMap(({ boxes }) => boxes.flatMap(({ className }) => className ?? []))
  const given = paths.map((path) => ({ path, size, boxes: read.get(path)?.boxes ?? [] }))
  return {
    ...datasetOf([...new Set(names)], given),
    sources,
    extrasOf: (image) => read.get(image.path)?.extras ?? null,
  }
}

/** A change at a place (a share of the text) that people, tools or an attacker may make. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('cut', 'drop', 'repeat', 'byte', 'value', 'swap'),
  length: fc.integer({ min: 1, max: 40 }),
  byte: fc.integer({ min: 0, max: 255 }),
  value: fc.constantFrom(
    'NaN',
    '1e999',
    '-1e308',
    '99999999999999999999',
    '""',
    'null',
    '[]',
    '{}',
    '0',
    '-1',
    '\u0000',
    '</object>',
    '<x>',
    '"',
    ',',
    '\ud800',
    'Infinity',
    '../../../x',
    '&b;',
    '\r',
  ),
})
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

function changed(bytes: Buffer, { at, kind, length, byte, value }: Change): Buffer {
  const place = Math.floor(at * bytes.length)
  const [head, part, tail] = [
    bytes.subarray(0, place),
    bytes.subarray(place, place + length),
    bytes.subarray(place + length),
  ]
  if (kind === 'cut') return head
  if (kind === 'drop') return Buffer.concat([head, tail])
  if (kind === 'repeat') return Buffer.concat([head, part, part, tail])
  if (kind === 'byte')
    return Buffer.concat([head, Buffer.from([byte]), tail.length > 0 ? bytes.subarray(place + 1) : tail])
  if (kind === 'value') return replaceNumber(bytes, place, value)
  return Buffer.concat([part, head, tail])
}

function replaceNumber(bytes: Buffer, place: number, value: string): Buffer {
  const text = bytes.toString('latin1')
  const number = /-?\d+(\.\d+)?/g
  number.lastIndex = place
  const found = number.exec(text)
  if (!found) return Buffer.concat([bytes, Buffer.from(value)])
  return Buffer.concat([
    bytes.subarray(0, found.index),
    Buffer.from(value),
    bytes.subarray(found.index + found[0].length),
  ])
}

describe.each(formats.map((format) => [format.label, format] as const))('%s', (_, format) => {
  it('survives any change of its files, and writes what it read', async () => {
    const { texts } = await writeToMemory(format, sample)
    const files = Object.keys(texts)
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(change, { minLength: 1, maxLength: 4 }), async (which, changes) => {
        const file = files[which % files.length]!
        const broken = { ...texts, [file]: changes.reduce(changed, Buffer.from(texts[file]!)) }
        const tree = memoryTree(broken)
        await detectFormat(tree)
        const read = await readInto(format, tree)
        expectSound(read)
        const again = await writeToMemory(format, datasetFrom(read))
        const back = await readInto(format, memoryTree(again.texts))
        expectSound(back)
        const lost = again.problems.filter(({ kind }) => kind === 'ignore-left-out').length
        const count = ({ images }: Read): number => images.reduce((sum, { boxes }) => sum + boxes.length, 0)
        if (lost === 0) expect(count(back)).toBe(count(read))
      }),
      { numRuns: 150, seed: 7 },
    )
  })

  const mebibyte = 1 << 20
  it.each([
    ['brackets', '['.repeat(mebibyte)],
    ['braces', '{"a":'.repeat(mebibyte / 5)],
    ['tags', '<annotation>'.repeat(mebibyte / 12)],
    ['quotes', '"'.repeat(mebibyte)],
    ['escapes', `"${'\\'.repeat(mebibyte)}`],
    ['open tags', `<annotation>${'<a b="'.repeat(mebibyte / 6)}`],
    ['commas', `filename,class,xmin,ymin,xmax,ymax\n${'a,"'.repeat(mebibyte / 3)}`],
    ['blanks', ' '.repeat(mebibyte)],
    ['lines', '0\n'.repeat(mebibyte / 2)],
    ['digits', `0 0.${'5'.repeat(mebibyte)} 0.5 0.1 0.1`],
    [
      'laughs',
      `a: &a [1]\n${Array.from({ length: 40 }, (__, i) => `b${i}: &b${i} [${`*${i ? `b${i - 1}` : 'a'},`.repeat(9)}]`).join('\n')}\n`,
    ],
    [
      'entities',
      `<!DOCTYPE a [<!ENTITY a "b">${'<!ENTITY c "&a;&a;">'.repeat(1000)}]><annotation>${'&c;'.repeat(300_000)}</annotation>`,
    ],
    ['polygons', `0 ${'0.5 0.25 '.repeat(mebibyte / 9)}`],
  ])('gives a megabyte of %s up within two seconds', async (_kind, text) => {
    const names = ['labels/a.txt', 'a.xml', 'a.json', 'a.csv', 'data.yaml', 'classes.txt', 'obj.data']
    for (const name of names) {
      // Of the processor: on a busy machine the clock would judge its neighbours.
      const start = process.cpuUsage()
      const read = await readInto(format, memoryTree({ [name]: text }))
      expectSound(read)
      const { user, system } = process.cpuUsage(start)
      expect((user + system) / 1000).toBeLessThan(2000)
    }
  })
})

describe('on a disk', () => {
  it('hostile names lead nowhere: nothing is written outside the target, and no file of the user changes', async () => {
    const folder = memoryFolder()
    const write = (path: string, content: string | Buffer) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    const evil = '../../../../evil'
    write('labels/a.xml', `<annotation><filename>${evil}.jpg</filename><path>/etc/passwd</path></annotation>`)
    write(
      'labels/a.json',
      JSON.stringify({
        images: [{ id: 1, file_name: `${evil}.jpg` }],
        annotations: [],
        categories: [{ id: 1, name: evil }],
      }),
    )
    write('labels/data.yaml', `path: ${evil}\ntrain: ${evil}\nnames: ['${evil}']\n`)
    write('labels/a.txt', '0 0.5 0.5 0.2 0.2\n')
    const before = contentOf(folder)
    for (const format of formats) {
      const read = await readInto(format, await openTree(join(folder, 'labels')))
      const dataset = datasetFrom(read)
      const target = join(folder, 'out', format.id)
      await exportDataset(
        format,
        { ...dataset, images: dataset.images.slice(0, 1) },
        { directory: target, images: 'none' },
      )
    }
    const after = contentOf(folder)
    expect([...after.keys()].filter((path) => !path.startsWith('out/')).sort()).toEqual([...before.keys()].sort())
    for (const [path, content] of before) expect(after.get(path)?.equals(content)).toBe(true)
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(formats.map(({ id }) => id).sort())
  })

  it('survives any change of a zip', async () => {
    const bytes = zipOf([
      { name: 'labels/a.txt', content: '0 0.5 0.5 0.2 0.2\n'.repeat(20) },
      { name: 'classes.txt', content: 'car\n' },
    ])
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const tree = await openZipBytes(changes.reduce(changed, bytes)).catch((error) => {
          expect(error).toMatchObject({ code: 'file-unreadable' })
          return null
        })
        if (tree) for (const format of formats) expectSound(await readInto(format, tree))
      }),
      { numRuns: 200, seed: 7 },
    )
  })
})

function contentOf(folder: string): Map<string, Buffer> {
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((path) =>
    statSync(join(folder, path)).isFile(),
  )
  return new Map(files.map((path) => [path, readFileSync(join(folder, path))]))
}
