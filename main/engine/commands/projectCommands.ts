/** new and info: the project itself. */
import type { ProjectInfo } from '../../../shared/model.ts'
import { type Command, projectPathOf, table } from './command.ts'

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
