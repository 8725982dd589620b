import { describe, expect, it } from 'vitest'
import { memoryTree } from '../../../main/engine/formats/fileTree.ts'
import { detectFormat } from '../../../main/engine/formats/index.ts'
import { kittiResults } from '../../../main/engine/formats/kittiResults.ts'
import { datasetOf, labelled, readAll, writeToMemory } from './support.ts'

const line = 'Car -1 -1 1.85 387.63 181.54 423.81 203.12 1.67 1.87 3.69 -16.53 2.39 58.49 1.57 0.8750'
const other = 'Pedestrian 0.25 2 -10 1.5 2.5 30 40 -1 -1 -1 -1000 -1000 -1000 -10 0.5'

describe('KITTI results', () => {
  it('are read with their scores', async () => {
    const { images, problems } = await readAll(kittiResults, memoryTree({ 'data/000001.txt': `${line}\n${other}\n` }))
    expect(images).toMatchObject([
      {
        references: ['data/000001'],
        isVerified: false,
        boxes: [
          { className: 'Car', x1: 387.63, y2: 203.12, score: 0.875, truncated: null, occluded: null },
          { className: 'Pedestrian', score: 0.5, truncated: 0.25, occluded: 2 },
        ],
      },
    ])
    expect(problems).toEqual([])
  })

  it('that nobody touched are written letter by letter', async () => {
    const text = `${line}\r\n\r\n${other}`
    const { images } = await readAll(kittiResults, memoryTree({ 'data/000001.txt': text }))
    const [image] = images
    const size = { width: 1242, height: 375 }
    const dataset = datasetOf(['Car', 'Pedestrian'], [{ path: '000001.png', boxes: image!.boxes, size }])
    const { texts } = await writeToMemory(kittiResults, { ...dataset, extrasOf: () => image!.extras })
    expect(texts['data/000001.txt']).toBe(text)
  })

  it.each([
    ['different scores', { 'a.txt': `${line}\n${other}\n` }, 'kittiResults'],
    ['a folder data', { 'data/a.txt': other.replace('0.5', '1') }, 'kittiResults'],
    ['labels of Datumaro', { 'label_2/a.txt': line.replace('0.8750', '1.0') }, 'kitti'],
    ['labels', { 'label_2/a.txt': line.replace(' 0.8750', '') }, 'kitti'],
  ])('are told from labels: %s', async (_, files, format) => {
    expect((await detectFormat(memoryTree(files))).format?.id).toBe(format)
  })

  it('a line without a score is left out and named', async () => {
    const { images, problems } = await readAll(
      kittiResults,
      memoryTree({ 'data/a.txt': `${line}\n${line.replace(' 0.8750', '')}\nCar 1 2\n` }),
    )
    expect(images[0]!.boxes).toHaveLength(1)
    expect(problems).toMatchObject([
      { kind: 'line-broken', line: 2, message: expect.stringContaining('has 15 fields where KITTI results have 16') },
      { kind: 'line-broken', line: 3, message: expect.stringContaining('has 3 fields') },
    ])
  })

  it('are written for every image, without ignore regions', async () => {
    const boxes = [
      labelled('Car', [1, 2, 3, 4], { score: 0.123456789 }),
      labelled(null, [1, 2, 3, 4], { ignore: true }),
    ]
    const { texts, problems } = await writeToMemory(
      kittiResults,
      datasetOf(['Car'], [{ path: 'a.png', boxes }, { path: 'b.png' }]),
    )
    expect(texts).toEqual({
      'data/a.txt': 'Car -1 -1 -10 1.0000 2.0000 3.0000 4.0000 -1 -1 -1 -1000 -1000 -1000 -10 0.123456789\n',
      'data/b.txt': '',
    })
    expect(problems).toMatchObject([{ kind: 'ignore-left-out' }])
  })
})
