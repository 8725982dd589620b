/**
 * Inputs with the figures of reference implementations: our own small cases, and the large ones outside the repository.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readCocoFiles } from '../../../main/engine/score/cocoFiles.ts'
import type { CocoFigures } from '../../../shared/metrics/coco.ts'
import type { Dataset } from '../../../shared/metrics/dataset.ts'
import { projectFolder } from '../../support/sourceFiles.ts'

const casesFolder = join(projectFolder, 'test/fixtures/metrics/cases')

export const caseNames = readdirSync(casesFolder)

export type CaseCategory = {
  readonly AP: number | null
  readonly AP50: number | null
  readonly precision50: readonly number[] | null
  readonly voc07: number | null
  readonly voc10: number | null
}
export type CaseExpectation = {
  readonly figures: CocoFigures
  readonly categories: Readonly<Record<string, CaseCategory>>
  readonly figures_of_pycocotools_with_id_0?: CocoFigures
}

export async function readCase(name: string): Promise<{ dataset: Dataset; expected: CaseExpectation }> {
  const folder = join(casesFolder, name)
  const { dataset } = await readCocoFiles(join(folder, 'gt.json'), join(folder, 'dt.json'))
  return { dataset, expected: readJson(join(folder, 'expected.json')) }
}

/** Null, with the reason printed, where the folder is not there: the repository is complete without it. */
export function goldenFolder(name: string): string | null {
  const folder = resolve(projectFolder, process.env.BOXWRIGHT_SHARED ?? '../shared', 'golden', name)
  if (existsSync(folder)) return folder
  console.info(`skipped: ${folder} does not exist; set BOXWRIGHT_SHARED to the folder that holds golden/`)
  return null
}

export function readJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(path, 'utf8')) as Content
}
