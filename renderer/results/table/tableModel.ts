/** The table of classes in the words of each profile: its columns, a line for each class, and what the figures mean. */

import { objectSizes, operatingPointsBySize } from '../../../shared/metrics/bySize.ts'
import type { ObjectSize } from '../../../shared/metrics/coco.ts'
import { evaluateKitti, kittiClassesOf, type kittiDifficulties } from '../../../shared/metrics/kitti.ts'
import type { OperatingPoint } from '../../../shared/metrics/precisionRecall.ts'
import { meanOf } from '../../../shared/metrics/sum.ts'
import { evaluateVoc, type VocYear } from '../../../shared/metrics/voc.ts'
import { definedFigure, type Matched, type Prepared, type Reading } from '../reading.ts'
import type { TableProfile } from './profiles.ts'

type Rate = number | null
/** A class, or one of its sizes or difficulties. */
export type TableLine = {
  readonly key: string
  readonly name:
    | { readonly kind: 'class'; readonly categoryId: number | null; readonly name: string }
    | { readonly kind: 'size'; readonly size: ObjectSize }
    | { readonly kind: 'difficulty'; readonly difficulty: KittiDifficulty }
  readonly groundTruths: number
  /** In the order of the columns. */
  readonly averages: readonly Rate[]
}

export type KittiDifficulty = keyof typeof kittiDifficulties

/** What the profile says whatever the thresholds: computed once for the data. */
export type ProfileFigures = {
  readonly profile: TableProfile
  /** Above the table. */
  readonly summary: readonly { readonly name: string | KittiDifficulty; readonly value: Rate }[]
  /** Names of the average precisions. */
  readonly columns: readonly string[]
  readonly lines: readonly TableLine[]
  readonly mean: readonly Rate[]
}

/** KITTI has no precision and recall at a threshold. */
export const hasPoints = (profile: TableProfile): boolean => profile !== 'kitti'

export function profileFigures(profile: TableProfile, prepared: Prepared): ProfileFigures {
  switch (profile) {
    case 'coco':
    case 'cocoSizes':
      return cocoFigures(profile, prepared)
    case 'voc07':
      return vocFigures(profile, prepared, '2007')
    case 'voc10':
      return vocFigures(profile, prepared, '2010')
    case 'kitti':
      return kittiFigures(prepared)
  }
}

/** Precision, recall and F1 of each line at the thresholds in use. @param figures of a profile that has points */
export function linePoints({ profile, lines }: ProfileFigures, matched: Matched, reading: Reading): OperatingPoint[] {
  const bySize = profile === 'cocoSizes' ? operatingPointsBySize(matched.matches, reading.confidence) : null
  let category = -1
  return lines.map(({ name }) => {
    if (name.kind === 'class') category++
    if (name.kind === 'size') return bySize![name.size][category]!
    return reading.rows[category]!.point
  })
}

function cocoFigures(profile: 'coco' | 'cocoSizes', { coco }: Prepared): ProfileFigures {
  const { figures } = coco
  const shown = profile === 'coco' ? (['AP', 'AP50', 'AP75', 'AR100'] as const) : (['AP', 'APs', 'APm', 'APl'] as const)
  return {
    profile,
    summary: shown.map((name) => ({ name, value: definedFigure(figures[name]) })),
    columns: ['AP', 'AP50'],
    lines: coco.categories.flatMap(({ id, name, AP, AP50, groundTruths, sizes }) => [
      classLine({ id, name, groundTruths }, [AP, AP50]),
      ...(profile === 'coco' ? [] : objectSizes).map((size) => ({
        key: `${id} ${size}`,
        name: { kind: 'size', size } as const,
        groundTruths: sizes[size].groundTruths,
        averages: [sizes[size].AP, sizes[size].AP50],
      })),
    ]),
    mean: [definedFigure(figures.AP), definedFigure(figures.AP50)],
  }
}

function vocFigures(profile: TableProfile, { dataset }: Prepared, year: VocYear): ProfileFigures {
  const { AP, perClass } = evaluateVoc(dataset, year)
  return {
    profile,
    summary: [{ name: `AP (VOC ${year})`, value: AP }],
    columns: ['AP'],
    lines: perClass.map(({ id, name, ...line }) => classLine({ id, name, groundTruths: line.groundTruths }, [line.AP])),
    mean: [AP],
  }
}

const difficulties: readonly KittiDifficulty[] = ['easy', 'moderate', 'hard']

export function isDifficulty(name: string): name is KittiDifficulty {
  return difficulties.some((difficulty) => difficulty === name)
}

function kittiFigures({ dataset }: Prepared): ProfileFigures {
  const classes = kittiClassesOf(dataset)
  const result = evaluateKitti(dataset, classes)
  const rate = (percent: Rate) => (percent === null ? null : percent / 100)
  const meanAt = (difficulty: KittiDifficulty) =>
    meanOfDefined(classes.map(({ name }) => rate(result[name]![difficulty].AP_R40)))
  return {
    profile: 'kitti',
    summary: difficulties.map((difficulty) => ({ name: difficulty, value: meanAt(difficulty) })),
    columns: ['AP R40', 'AP R11'],
    lines: classes.flatMap(({ name, minOverlap }) => [
      {
        key: name,
        name: {
          kind: 'class',
          categoryId: idOf(dataset.categories, name),
          name: `${name} (IoU > ${minOverlap})`,
        } as const,
        groundTruths: labelsOf(dataset, name),
        averages: [null, null],
      },
      ...difficulties.map((difficulty) => {
        const { AP_R40, AP_R11, groundTruths } = result[name]![difficulty]
        return {
          key: `${name} ${difficulty}`,
          name: { kind: 'difficulty', difficulty } as const,
          groundTruths,
          averages: [rate(AP_R40), rate(AP_R11)],
        }
      }),
    ]),
    mean: [null, null],
  }
}

const idOf = (categories: Prepared['dataset']['categories'], name: string): number | null =>
  categories.find((category) => category.name.toLowerCase() === name.toLowerCase())?.id ?? null

function labelsOf({ groundTruths, categories }: Prepared['dataset'], name: string): number {
  const id = idOf(categories, name)
  return Array.from(groundTruths.categoryIds).filter((each, place) => each === id && !groundTruths.ignore[place]).length
}

function classLine(
  { id, name, groundTruths }: { readonly id: number; readonly name: string; readonly groundTruths: number },
  averages: readonly Rate[],
): TableLine {
  return { key: String(id), name: { kind: 'class', categoryId: id, name }, groundTruths, averages }
}

function meanOfDefined(values: readonly Rate[]): Rate {
  const defined = values.filter((value) => value !== null)
  return defined.length === 0 ? null : meanOf(defined)
}
