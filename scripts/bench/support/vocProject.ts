/** A project made of a folder of images with Pascal VOC labels beside them, and what a run is worth on a part of it. */
import { existsSync, readFileSync } from 'node:fs'
import { join, parse, resolve } from 'node:path'
import { readFigures } from '../../../shared/evaluationData.ts'
import { datasetFromEvaluation } from '../../../shared/metrics/dataset.ts'
import { evaluate } from '../../../shared/metrics/evaluate.ts'
import type { SplitName } from '../../../shared/model.ts'
import { splitNames } from '../../../shared/split/deal.ts'
import type { EngineChild } from '../../../test/support/engineProcess.ts'
import { resultOf } from './jobs.ts'

/** The folder after --data; null, and said on standard error, when it holds no images. */
export function vocFolder(bench: string): string | null {
  const place = process.argv.indexOf('--data')
  const folder = resolve(process.env.INIT_CWD ?? '.', process.argv[place + 1] ?? '')
  if (place >= 0 && existsSync(join(folder, 'images'))) return folder
  console.error(`bench: name a folder with images/ and annotations/: npm run -s bench -- ${bench} --data FOLDER`)
  return null
}

/** Open in the engine, with the parts that `lists/` names, else split 8 : 1 : 1. */
export async function makeVocProject(engine: EngineChild, folder: string, data: string): Promise<void> {
  await engine.call('project.create', { path: join(folder, 'bench.boxwright') })
  await resultOf(engine, await engine.call('roots.add', { path: join(data, 'images') }))
  const labels = { labels: join(data, 'annotations'), format: 'voc', dryRun: false } as const
  await resultOf(engine, await engine.call('import.start', labels))
  if (existsSync(join(data, 'lists'))) await splitAsListed(engine, data)
  else await engine.call('split.assign', {})
}

async function splitAsListed(engine: EngineChild, data: string): Promise<void> {
  const ids = await engine.call('images.ids', { filter: '' })
  const images = await engine.call('images.get', { ids })
  for (const name of splitNames) {
    const wanted = new Set(readFileSync(join(data, 'lists', `${name}.txt`), 'utf8').split(/\s+/))
    const chosen = images.filter(({ path }) => wanted.has(parse(path).name)).map(({ id }) => id)
    await engine.call('split.set', { ids: chosen, split: name })
  }
}

export type Figures = { readonly ap: number; readonly ap50: number }

export async function figuresOf(engine: EngineChild, runId: number, split: SplitName): Promise<Figures> {
  await resultOf(engine, await engine.call('evaluate.start', { runId, split }))
  const evaluation = (await engine.call('results.list', {})).find((one) => one.runId === runId)!
  const answer = await readFigures(engine.call, evaluation.id)
  const { AP, AP50 } = evaluate(datasetFromEvaluation(answer), { iou: 0.5, confidence: 'auto' })
  return { ap: AP ?? 0, ap50: AP50 ?? 0 }
}
