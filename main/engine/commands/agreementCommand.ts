/** agreement: how far the labels of the project agree with those that are kept apart from them. */
import type { Labelling } from '../../../shared/labellingCalls.ts'
import { compareLabels } from '../../../shared/metrics/agreement/compareLabels.ts'
import { agreementByClass, namesOf, tallyOf } from '../../../shared/metrics/agreement/figures.ts'
import { krippendorffAlpha } from '../../../shared/metrics/agreement/krippendorff.ts'
import { countedLabels, sidesOf } from '../../../shared/metrics/agreement/sides.ts'
import { type Command, type CommandContext, numberOption, projectPathOf, UsageError } from './command.ts'

const usualIou = 0.5

export const agreementCommand: Command = {
  name: 'agreement',
  usage: 'agreement P.boxwright [--iou 0.5]',
  options: { iou: { type: 'string' } },
  run: async (context) => {
    const iou = numberOption(context.options, 'iou') ?? usualIou
    if (!(iou > 0 && iou < 1)) throw new UsageError('--iou wants a number between 0 and 1.')
    await context.call('project.open', { path: projectPathOf(context) })
    const labellings = []
    for (const labelling of await context.call('labellings.list', {})) {
      labellings.push(await described(context, labelling, iou))
    }
    const text = labellings.length === 0 ? 'There is nothing to compare.' : labellings.map(lineOf).join('\n')
    return { json: { iou, labellings }, text }
  },
}

async function described({ call }: CommandContext, labelling: Labelling, iou: number) {
  const { id, kind, name, createdAt, images, waiting, decided } = labelling
  const comparison = await call('labellings.compare', { id })
  const categories = await call('categories.list', {})
  const sides = sidesOf(comparison, kind, categories)
  const labels = countedLabels(comparison, compareLabels(sides, iou))
  const { f1, meanIou, same, otherClass, missed, extra } = tallyOf(labels)
  const perClass = agreementByClass(sides, labels).map(({ categoryId, f1: f1OfClass, ...figures }) => ({
    name: categories.find((category) => category.id === categoryId)!.name,
    f1: f1OfClass,
    ...figures,
  }))
  return {
    ...{ id, kind, name, createdAt, images, waiting, decided },
    ...{ f1, meanIou, alpha: krippendorffAlpha(namesOf(sides, labels)), same, otherClass, missed, extra },
    perClass,
  }
}

type Described = Awaited<ReturnType<typeof described>>

function lineOf({ kind, name, createdAt, images, waiting, ...figures }: Described): string {
  const title = kind === 'control' ? `control images of ${new Date(createdAt).toISOString().slice(0, 10)}` : name
  const { f1, meanIou, alpha, same, otherClass, missed, extra } = figures
  const [f1Text, iouText, alphaText] = [f1, meanIou, alpha].map((value) => value?.toFixed(3) ?? '-')
  return [
    `${title}: ${images - waiting} of ${images} images compared`,
    `  F1 ${f1Text}, mean IoU ${iouText}, alpha ${alphaText}: ${same} the same, ${otherClass} of another class, ${missed} missing, ${extra} extra`,
  ].join('\n')
}
