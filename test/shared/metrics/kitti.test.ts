import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readKittiFolders } from '../../../main/engine/score/kittiFolders.ts'
import { evaluateKitti, type KittiFigures } from '../../../shared/metrics/kitti.ts'
import { projectFolder } from '../../support/sourceFiles.ts'
import { datasetOf, type Found, type Truth } from './datasets.ts'
import { goldenFolder, readJson } from './references.ts'

type Level = 'easy' | 'moderate' | 'hard'
type GoldenFigures = { readonly AP_R40: number; readonly AP_R11: number; readonly precision: readonly number[] }
type Golden = { readonly AP: Readonly<Record<string, Readonly<Record<Level, GoldenFigures>>>> }

describe('golden figures of kitti-120', () => {
  const folder = goldenFolder('kitti-120')

  it.skipIf(folder === null)('agree for every class and difficulty', async () => {
    const { dataset } = await readKittiFolders(join(folder!, 'label_2'), join(folder!, 'results'))
    const golden = readJson<Golden>(join(folder!, 'expected.json'))

    const result = evaluateKitti(dataset)

    expect(Object.keys(result)).toEqual(Object.keys(golden.AP))
    for (const [name, levels] of Object.entries(golden.AP)) {
      for (const level of ['easy', 'moderate', 'hard'] as const) {
        const figures = result[name]![level]
        expect(figures.AP_R40).toBeCloseTo(levels[level].AP_R40, 9)
        expect(figures.AP_R11).toBeCloseTo(levels[level].AP_R11, 9)
        for (const [place, value] of levels[level].precision.entries()) {
          expect(figures.precision[place]).toBeCloseTo(value, 12)
        }
      }
    }
  })
})

const casesFolder = join(projectFolder, 'test/fixtures/metrics/kitti')
type Case = {
  /** The text of each file. */
  readonly labels: readonly string[]
  readonly results: readonly string[]
  readonly expected: Readonly<Record<string, Readonly<Record<Level, KittiFigures>>>>
}

describe('figures equal those of a plain computation from the definition', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boxwright-kitti-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(readdirSync(casesFolder))('%s', async (file) => {
    const { labels, results, expected } = readJson<Case>(join(casesFolder, file))
    const { dataset } = await readKittiFolders(
      writeTexts(join(folder, file, 'label_2'), labels),
      writeTexts(join(folder, file, 'results'), results),
    )

    const actual = evaluateKitti(dataset)

    for (const [name, levels] of Object.entries(expected)) {
      for (const level of ['easy', 'moderate', 'hard'] as const) {
        const figures = actual[name]![level]
        const wanted = levels[level]
        expect(figures.groundTruths).toBe(wanted.groundTruths)
        for (const average of ['AP_R40', 'AP_R11'] as const) {
          if (wanted[average] === null) expect(figures[average]).toBeNull()
          else expect(figures[average]).toBeCloseTo(wanted[average], 9)
        }
        for (const [place, value] of wanted.precision.entries()) expect(figures.precision[place]).toBeCloseTo(value, 12)
      }
    }
  })
})

function writeTexts(folder: string, texts: readonly string[]): string {
  mkdirSync(folder, { recursive: true })
  for (const [image, text] of texts.entries()) writeFileSync(join(folder, `${image}.txt`), text)
  return folder
}

const names = ['car', 'Van', 'Pedestrian', 'DontCare']
const car: Truth = { category: 1, box: [0, 0, 100, 50], truncated: 0, occluded: 0 }
const found: Found = { category: 1, box: [0, 0, 100, 50], score: 0.5 }

function carFigures(truths: readonly Truth[], detections: readonly Found[], level: Level = 'moderate'): KittiFigures {
  return evaluateKitti(datasetOf(truths, detections, { names })).Car![level]
}

/** What is left of a precision of 1 once a detection with a higher score is not the car. */
const precisionWith = (truths: readonly Truth[], surer: Found) =>
  carFigures([car, ...truths], [found, surer]).precision[0]

describe('KITTI', () => {
  it('finds a lone car at every recall that one score can stand for', () => {
    expect(carFigures([car], [found])).toMatchObject({ groundTruths: 1, AP_R40: 0, AP_R11: 100 / 11 })
  })

  it('needs more than 0.7 of overlap for a car', () => {
    expect(carFigures([car], [{ ...found, box: [0, 0, 70, 50] }]).precision[0]).toBe(0)
    expect(carFigures([car], [{ ...found, box: [0, 0, 71, 50] }]).precision[0]).toBe(1)
  })

  it('blames a detection where nothing is', () => {
    expect(precisionWith([], { ...found, box: [500, 0, 600, 50], score: 0.9 })).toBe(1 / 2)
  })

  it('does not blame a car seen in a van', () => {
    const van: Truth = { ...car, category: 2, box: [500, 0, 600, 50] }

    expect(precisionWith([van], { ...found, box: [500, 0, 600, 50], score: 0.9 })).toBe(1)
  })

  it.each([
    ['of class DontCare', 4],
    ['without a class', 0],
  ])('does not blame a detection in a region %s', (_, category) => {
    const region: Truth = { category, box: [400, 0, 700, 200], ignore: true }

    expect(precisionWith([region], { ...found, box: [500, 0, 600, 50], score: 0.9 })).toBe(1)
  })

  it('does not blame a detection too small for the difficulty', () => {
    expect(precisionWith([], { ...found, box: [500, 0, 600, 24], score: 0.9 })).toBe(1)
  })

  it.each([
    ['occluded', { occluded: 1 }, [0, 1, 1]],
    ['truncated', { truncated: 0.4 }, [0, 0, 1]],
    ['small', { box: [0, 0, 100, 40] }, [0, 1, 1]],
    ['marked as ignored', { ignore: true }, [0, 0, 0]],
    ['without a statement on both', { occluded: -1, truncated: Number.NaN }, [1, 1, 1]],
  ] as const)('counts an object that is %s from its difficulty on', (_, facts, counted) => {
    const levels = (['easy', 'moderate', 'hard'] as const).map((level) => carFigures([{ ...car, ...facts }], [], level))

    expect(levels.map((figures) => figures.groundTruths)).toEqual(counted)
  })

  it('gives null where no object counts', () => {
    expect(evaluateKitti(datasetOf([car], [found], { names })).Cyclist!.easy).toMatchObject({
      AP_R40: null,
      AP_R11: null,
    })
  })
})
