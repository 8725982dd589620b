/** Reports of an evaluation whose boxes are written by hand, read back and held against the figures. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { NewDetection } from '../../main/engine/store/evaluations.ts'
import { readEvaluation } from '../../shared/evaluationData.ts'
import { datasetFromEvaluation } from '../../shared/metrics/dataset.ts'
import { evaluate } from '../../shared/metrics/evaluate.ts'
import type { WrittenReport } from '../../shared/reportCalls.ts'
import { trainSettings } from '../../shared/trainSettings.ts'
import { type Corners, drawn, labelled } from '../support/labelled.ts'
import { plantRun } from '../support/plantedRun.ts'

const found = (imageId: number, categoryId: number, [x1, y1, x2, y2]: Corners, score: number): NewDetection => ({
  imageId,
  categoryId,
  ...{ x1, y1, x2, y2 },
  score,
  probabilities: Float32Array.of(0.5, 0.5),
})

/**
 * a.png: a car found, a van taken for a car. b.png: a car missed. c.png: a false van. d.png: nothing, which is right. The
 * name of the class "van" is one that markup would take for its own.
 */
async function evaluated() {
  const engine = await labelled()
  const { car, van } = engine
  const [a, b, c, d] = engine.imageIds
  await engine.call('categories.change', { id: van, name: '<van> & "co"' })
  await drawn(engine, a, car, [0, 0, 20, 20])
  await drawn(engine, a, van, [30, 0, 50, 20])
  await drawn(engine, b, car, [0, 0, 20, 20])
  const { store } = engine.context.project!
  const runId = plantRun(store, {
    settings: trainSettings.parse({ learningRate: 0.005, seconds: 90 }),
    snapshot: { split: { train: [a, b], val: [c], test: [d] }, versions: { node: '24.0.0' } },
  })
  store.runs.setBest(runId, 7, 0.4, 0.625)
  const evaluationId = store.evaluations.add(
    runId,
    'all',
    [a, b, c, d],
    [
      found(a, car, [0, 0, 20, 18], 0.9),
      found(a, car, [30, 0, 50, 16], 0.8),
      found(c, van, [10, 10, 30, 30], 0.7),
      found(d, van, [0, 0, 9, 9], 0.1),
    ],
  )
  return { ...engine, runId, evaluationId }
}

type Evaluated = Awaited<ReturnType<typeof evaluated>>

async function written(engine: Evaluated, change: object = {}): Promise<{ text: string; result: WrittenReport }> {
  const path = join(engine.folder, 'report.html')
  const request = { evaluationId: engine.evaluationId, path, confidence: 0.25, ...change }
  const job = await engine.ended(await engine.call('report.start', request))
  expect(job.error).toBeNull()
  return { text: readFileSync(path, 'utf8'), result: job.result as WrittenReport }
}

const decoded = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
const cellsOf = (row: string) =>
  [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => decoded(cell!.replace(/<[^>]*>/g, '')))
const rowsOf = (text: string, table: string, part: string) => {
  const body = new RegExp(`<table class="${table}">.*?<${part}>(.*?)</${part}>`, 's').exec(text)![1]!
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => cellsOf(row!))
}

/** Every element is closed, in order: the document is well-formed as XML. */
function unclosedIn(text: string): string[] {
  const open: string[] = []
  const body = text.replace(/^<!DOCTYPE html>/, '').replace(/<style>.*?<\/style>/s, '')
  for (const [, close, name, , self] of body.matchAll(/<(\/?)([a-zA-Z0-9]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) return [`</${name}>`]
    } else if (!self) open.push(name!)
  }
  const leftOver = body.replace(/<\/?[a-zA-Z0-9]+(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/g, '')
  return [...open, ...(leftOver.match(/[<>]|&(?!(amp|lt|gt|quot|#39);)/g) ?? [])]
}

describe('a report', () => {
  it('is one well-formed document without scripts or links, with the figures of the evaluation', async () => {
    const engine = await evaluated()
    const { text, result } = await written(engine)
    expect(result).toMatchObject({ images: 4, unreadable: [], bytes: Buffer.byteLength(text) })
    expect(unclosedIn(text)).toEqual([])
    expect(text).toMatch(/<meta name="generator" content="Boxwright \d+\.\d+\.\d+/)
    expect(text).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|src="(?!data:)|href="(?!data:)/)

    const data = await readEvaluation(engine.call, engine.evaluationId)
    const figures = evaluate(datasetFromEvaluation(data), { confidence: 0.25, iou: 0.5 })
    const rate = (value: number | null) => (value === null || value < 0 ? '–' : value.toFixed(3))
    expect(rowsOf(text, 'classes', 'tbody')).toEqual(
      figures.perClass.map(({ name, groundTruths, AP, AP50, precision, recall, f1 }) => [
        name,
        String(groundTruths),
        ...[AP, AP50, precision, recall, f1].map(rate),
      ]),
    )
    // Cars: two labels, one found; three detections of cars, one right.
    expect(rowsOf(text, 'classes', 'tbody')[0]!.slice(4)).toEqual(['0.500', '0.500', '0.500'])
    expect(rowsOf(text, 'classes', 'tfoot')[0]!.slice(0, 3)).toEqual(['All (mean)', '3', rate(figures.AP)])
    expect(rowsOf(text, 'matrix', 'tbody')).toEqual([
      ['car', '1', '1', '·'],
      ['<van> & "co"', '·', '·', '1'],
      ['missed by the model', '1', '·', ''],
    ])
    expect(text).toContain('confidence above 0.250, IoU above 0.50')
    expect(text).toContain('2 · 1 · 1')
    expect(text).toContain('<div class="changed"><dt>Learning rate</dt><dd>0.005</dd></div>')
    expect(text).toContain('<div class="usual"><dt>Picture size</dt><dd>320</dd></div>')
  })

  it('shows the worst images with their boxes and pictures, the worst first, and those that are right not at all', async () => {
    const engine = await evaluated()
    const { text } = await written(engine)
    const figures = [...text.matchAll(/<figure class="image">(.*?)<\/figure>/gs)].map(([, figure]) => figure!)
    // b and c have F1 0 and one mistake each; a has 2 / (2 + 1 + 1).
    expect(figures.map((figure) => /class="path">(.*?)</.exec(figure)![1])).toEqual(['b.png', 'c.png', 'a.png'])
    expect(figures.map((figure) => /F1 (\S+)/.exec(figure)![1])).toEqual(['0.00', '0.00', '0.50'])
    expect(figures[0]).toContain('? car')
    expect(decoded(figures[1]!)).toContain('✕ <van> & "co" 0.70')
    expect(figures[2]).toContain('✓ car 0.90')
    expect(decoded(figures[2]!)).toContain('≠ car (<van> & "co") 0.80')
    expect(figures[2]).toContain('<rect x="30" y="0" width="20" height="16"')
    const jpeg = Buffer.from(/data:image\/jpeg;base64,([^"]+)/.exec(figures[0]!)![1]!, 'base64')
    expect([...jpeg.subarray(0, 2)]).toEqual([0xff, 0xd8])
  })

  it('follows the thresholds, the number of images and the language', async () => {
    const engine = await evaluated()
    const { text } = await written(engine, { confidence: 0.05, worst: 1, language: 'ko' })
    expect(text).toContain('<html lang="ko"')
    expect(text).toContain('혼동 행렬')
    expect(text.match(/<figure class="image">/g)).toHaveLength(1)
    // At this confidence the small van of d.png is a false alarm too.
    expect(rowsOf(text, 'matrix', 'tbody')[1]).toEqual(['<van> & "co"', '·', '·', '2'])
  })

  it('without a named threshold takes the best one of the validation images, or of its own where those were not judged', async () => {
    const engine = await evaluated()
    expect((await written(engine, { confidence: 'auto' })).text).toContain('(best mean F1 on these images)')
    const [a] = engine.imageIds
    // Both boxes of a.png are found, the less sure one at 0.6; what is found at 0.4 is wrong.
    engine.context.project!.store.evaluations.add(
      engine.runId,
      'val',
      [a],
      [
        found(a, engine.car, [0, 0, 20, 18], 0.9),
        found(a, engine.van, [30, 0, 50, 16], 0.6),
        found(a, engine.car, [50, 50, 60, 60], 0.4),
      ],
    )
    const { text } = await written(engine, { confidence: 'auto' })
    expect(text).toContain('confidence above 0.500 (best mean F1 on the validation images)')
    expect((await written(engine, { confidence: 0.25 })).text).toContain('confidence above 0.250, IoU')
  })

  it('says which picture is missing, and is a report all the same', async () => {
    const engine = await evaluated()
    const { path } = await engine.call('images.path', { id: engine.imageIds[1] })
    rmSync(path)
    const { text, result } = await written(engine)
    expect(result.unreadable).toEqual([expect.stringContaining('b.png')])
    expect(text).toContain('The picture cannot be read.')
  })

  it('replaces a former one only when it is whole, and is refused where it cannot be', async () => {
    const engine = await evaluated()
    await written(engine)
    const { text } = await written(engine, { worst: 0 })
    expect(text).not.toContain('<figure class="image">')
    expect(readdirSync(engine.folder).filter((name) => name.includes('partial'))).toEqual([])

    const start = async (path: string) =>
      (await engine.ended(await engine.call('report.start', { evaluationId: engine.evaluationId, path }))).error
    expect(await start(join(engine.folder, 'report.txt'))).toMatchObject({ code: 'bad-request' })
    expect(await start(join(engine.folder, 'nowhere', 'report.html'))).not.toBeNull()
    expect(existsSync(join(engine.folder, 'nowhere'))).toBe(false)
    await expect(
      engine.call('report.start', { evaluationId: 99, path: join(engine.folder, 'r.html') }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  it('that is cancelled leaves nothing', async () => {
    const engine = await evaluated()
    const path = join(engine.folder, 'cancelled.html')
    const started = await engine.call('report.start', { evaluationId: engine.evaluationId, path })
    await engine.call('jobs.cancel', { id: started.jobId })
    expect((await engine.ended(started)).state).toBe('cancelled')
    expect(readdirSync(engine.folder).filter((name) => name.includes('cancelled'))).toEqual([])
  })
})
