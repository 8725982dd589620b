/** new, info, split: the project itself. */
import type { ProjectInfo } from '../../../shared/model.ts'
import type { SplitReport } from '../../../shared/reports.ts'
import { type Command, numberOption, projectPathOf, table, textOption, UsageError } from './command.ts'

export const newCommand: Command = {
  name: 'new',
  usage: 'new P.boxwright',
  options: {},
  run: async (context) => {
    const info = await context.call('project.create', { path: projectPathOf(context) })
    return { json: info, text: `Made ${info.path}.` }
  },
}

export const infoCommand: Command = {
  name: 'info',
  usage: 'info P.boxwright',
  options: {},
  run: async (context) => {
    const project = await context.call('project.open', { path: projectPathOf(context) })
    const categories = await context.call('categories.list', {})
    const runs = await context.call('runs.list', {})
    const classes = categories.map(({ id, name, annotationCount }) => ({ id, name, boxes: annotationCount }))
    return { json: { ...project, categories: classes, runs }, text: describe(project, classes) }
  },
}

function describe(project: ProjectInfo, classes: readonly { name: string; boxes: number }[]): string {
  const { states, splits } = project
  return [
    `${project.path}`,
    `${project.imageCount} images (${project.brokenImageCount} broken) in ${project.roots.length} folders, ${project.annotationCount} boxes, ${project.runCount} runs`,
    `states: ${Object.entries(states)
      .map(([state, count]) => `${state} ${count}`)
      .join(', ')}`,
    `split: train ${splits.train}, val ${splits.val}, test ${splits.test}, none ${splits.none}`,
    ...(classes.length > 0
      ? [table([['class', 'boxes'], ...classes.map(({ name, boxes }) => [name, String(boxes)])])]
      : []),
  ].join('\n')
}

export const splitCommand: Command = {
  name: 'split',
  usage: 'split P.boxwright [--ratio 8:1:1] [--seed 0] [--keep]',
  options: { ratio: { type: 'string' }, seed: { type: 'string' }, keep: { type: 'boolean' } },
  run: async (context) => {
    const ratio = parseRatio(textOption(context.options, 'ratio') ?? '8:1:1')
    await context.call('project.open', { path: projectPathOf(context) })
    const report = await context.call('split.assign', {
      ratio,
      seed: numberOption(context.options, 'seed') ?? 0,
      keep: context.options.keep === true,
    })
    return { json: report, text: splitText(report) }
  },
}

function parseRatio(text: string): [number, number, number] {
  const parts = text.split(':').map(Number)
  if (parts.length !== 3 || parts.some((part) => !Number.isFinite(part) || part < 0)) {
    throw new UsageError(`--ratio wants three numbers such as 8:1:1, not "${text}".`)
  }
  return parts as [number, number, number]
}

function splitText({ images, kept, categories }: SplitReport): string {
  const rows = categories.map(({ name, boxes }) => [name, String(boxes.train), String(boxes.val), String(boxes.test)])
  return [
    `train ${images.train}, val ${images.val}, test ${images.test} images (${kept} kept their part)`,
    ...(rows.length > 0 ? [table([['class', 'train', 'val', 'test'], ...rows])] : []),
  ].join('\n')
}
